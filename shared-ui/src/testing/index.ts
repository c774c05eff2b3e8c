export * from './page-harness';
export * from './component-harness';
export * from './downloads';
