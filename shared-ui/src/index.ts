/**
 * All of the kit. The bundler keeps a barrel in one chunk, so code in an app's first chunk imports from `/start`, and pages from the folders
 * (`/core`, `/ui`, `/charts`, …) that they use.
 */
export * from './core/index';
export * from './format/index';
export * from './forms/index';
export * from './ui/index';
export * from './data/index';
export * from './feedback/index';
export * from './charts/index';
export * from './layout/index';
