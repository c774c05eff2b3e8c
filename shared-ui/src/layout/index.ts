export * from './auth-layout';
export * from './page-header';
export * from './shell';
export * from './shortcut-help';
export * from './theme-picker';
