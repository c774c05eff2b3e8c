/** What `main.ts`, the routes and the guards need: the only part of the kit in the first chunk. */
export { APP_CLIENT, APP_NAME } from './core/app-client';
export * from './core/guards';
export * from './core/provide-orbis-ui';
export * from './core/session.store';
export { applyRememberedTheme } from './core/theme.service';
