export * from './card-brand';
export * from './date-time';
export * from './money';
export * from './number';
export * from './pipes';
