export * from './async';
export * from './confirm';
export * from './confirm.service';
export * from './dialog';
export * from './states';
export * from './toast.service';
export * from './toasts';
