export * from './control.directive';
export * from './field';
export * from './form-state';
export * from './form-problem';
export * from './form.directive';
export * from './password';
