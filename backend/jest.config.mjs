import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esmPackages } from '../tools/jest-esm-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
delete swc.$schema;

const shared = {
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@orbisvoice/source', 'node', 'require', 'default'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // our '.js' imports are .ts files
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.(ts|m?js)$': ['@swc/jest', { ...swc, swcrc: false, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmPackages(root).join('|')})/)`],
};

/** One throwaway PostgreSQL for the whole run, one database of it per worker. */
const onPostgres = {
  globalSetup: '<rootDir>/test/harness/postgres-setup.mjs',
  globalTeardown: '<rootDir>/test/harness/postgres-teardown.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/harness/jest-limits.ts', '<rootDir>/test/harness/empty-redis.ts'],
  testEnvironment: '<rootDir>/test/harness/shared-environment.cjs',
  runtime: '<rootDir>/test/harness/shared-runtime.cjs',
};

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  testSequencer: '<rootDir>/../tools/jest-long-first.mjs',
  // every suite loads the whole product anew, and what is left of the last one makes a worker slower and slower
  workerIdleMemoryLimit: '1500MB',
  // SWC's decorator helpers count as uncovered branches with the babel provider
  coverageProvider: 'v8',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{src,sandbox,bench}/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/(architecture|generators)\\.spec\\.ts$'],
    },
    { ...shared, displayName: 'generators', testMatch: ['<rootDir>/test/generators.spec.ts'] },
    { ...shared, displayName: 'architecture', testMatch: ['<rootDir>/test/architecture.spec.ts'] },
    { ...shared, ...onPostgres, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e.ts'] },
    { ...shared, ...onPostgres, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.browser.ts'] },
  ],
};
