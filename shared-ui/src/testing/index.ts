export * from './page-harness';
