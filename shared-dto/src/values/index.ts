export * from './email-categories.js';
export * from './error-codes.js';
export * from './event-names.js';
export * from './limits.js';
export * from './permissions.js';
export * from './plan-codes.js';
export * from './statuses.js';
export * from './voices.js';
