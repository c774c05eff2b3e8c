export * from './clear-filters';
export * from './keyset-part';
export * from './leave-focus';
export * from './pager';
export * from './sort';
export * from './table';
