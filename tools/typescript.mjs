// Lets plain node run our TypeScript from source: `node --import ./tools/typescript.mjs file.ts`.
// For development and tests; what ships is compiled by swc-build.mjs with the same options.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
