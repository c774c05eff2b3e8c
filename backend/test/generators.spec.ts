import { type Outcome, throwawayTree } from './generators/throwaway-tree.js';

const TIMEOUT_MS = 300_000;
const PLOP = 'plop/bin/plop.js';
const TSC = 'typescript/bin/tsc';
const NGC = '@angular/compiler-cli/bundles/src/bin/ngc.js';
const PRETTIER = 'prettier/bin/prettier.cjs';

const MODULE_FILES = [
  'backend/src/modules/notes',
  'backend/test/notes',
  'shared-dto/src/notes',
  'shared-dto/src/index.ts',
  'shared-dto/src/values',
];
const APPS = ['customer-portal', 'admin-console'] as const;
const PAGES = APPS.map((app) => `${app}/src/app/features/notes`);

const DONE: Outcome = { code: 0, output: expect.any(String) as string };
const CLEAN: Outcome = { code: 0, output: '' };

/** The generated files and what they import. */
const project = (base: string, include: readonly string[]): string =>
  JSON.stringify({ extends: base, compilerOptions: { incremental: false }, files: [], include });

describe('npm run generate', () => {
  const tree = throwawayTree(['backend', 'shared-dto', 'shared-ui', 'tools', ...APPS]);
  const generate = (...answers: string[]): Promise<Outcome> => tree.run(PLOP, '--plopfile', 'tools/plopfile.mjs', ...answers);
  afterAll(() => tree.remove());

  // in this order: each adds to the files of the one before
  it.each([
    ['module', 'note', 'notes'],
    ['endpoint', 'notes', 'summary'],
    ['event', 'notes', 'note', 'archived'],
    ['job', 'notes', 'purge-drafts'],
    ...APPS.map((app) => ['page', app, 'notes', 'note-page']),
  ])('%s', async (...answers) => expect(await generate(...answers)).toEqual(DONE), TIMEOUT_MS);

  it(
    'writes a module that compiles, its end-to-end test too',
    async () => {
      tree.write('backend/tsconfig.notes.json', project('./tsconfig.json', ['src/modules/notes/**/*.ts', 'test/notes/*.ts']));
      expect(await tree.run(TSC, '-p', 'backend/tsconfig.notes.json')).toEqual(CLEAN);
    },
    TIMEOUT_MS,
  );

  it(
    'writes pages that compile, their templates too',
    async () => {
      const include = [...PAGES.map((page) => `${page}/**/*.ts`), 'shared-ui/src/**/*.d.ts'];
      tree.write('tsconfig.pages.json', project('./customer-portal/tsconfig.json', include));
      expect(await tree.run(NGC, '-p', 'tsconfig.pages.json', '--noEmit')).toEqual(CLEAN);
    },
    TIMEOUT_MS,
  );

  it(
    'leaves every file formatted',
    async () => expect(await tree.run(PRETTIER, '--check', '--log-level', 'warn', ...MODULE_FILES, ...PAGES)).toEqual(CLEAN),
    TIMEOUT_MS,
  );
});
