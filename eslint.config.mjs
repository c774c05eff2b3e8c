import js from '@eslint/js';
import ngPlugin from '@angular-eslint/eslint-plugin';
import ngTemplate from '@angular-eslint/eslint-plugin-template';
import * as ngTemplateParser from '@angular-eslint/template-parser';
import tseslint from 'typescript-eslint';

const PROJECTS = ['backend', 'admin-console', 'customer-portal', 'shared-dto', 'shared-ui'];
const WEB = ['admin-console/**/*.ts', 'customer-portal/**/*.ts', 'shared-ui/**/*.ts'];
const TESTS = ['**/*.spec.ts', '**/*.e2e.ts', '**/*.browser.ts', 'backend/test/**/*.ts', '**/test-setup.ts', '**/testing/**/*.ts'];

/** No way into a sibling project but its package. */
const otherProjects = (self) => ({
  group: PROJECTS.filter((project) => project !== self)
    .map((project) => `**/${project}/**`)
    .concat('!@orbisvoice/**'),
  message: 'Projects share code only through the packages @orbisvoice/shared-dto and @orbisvoice/shared-ui.',
});
const contractsByName = {
  regex: '^@orbisvoice/shared-dto/(?!values$)',
  message: 'shared-dto has two doors: @orbisvoice/shared-dto and @orbisvoice/shared-dto/values.',
};
const restrict = (...patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] });

/** Syntax that is refused everywhere in product code. */
const NEVER = [
  {
    selector: 'TSAsExpression[expression.type="TSAsExpression"][expression.typeAnnotation.type="TSUnknownKeyword"]',
    message: 'A cast through unknown switches the compiler off: narrow with a check, or fix the type.',
  },
  {
    selector: ':matches(FunctionDeclaration, ArrowFunctionExpression)[params.length>4]',
    message: 'At most four parameters: pass an object.',
  },
  {
    selector: 'MethodDefinition[kind!="constructor"] > FunctionExpression[params.length>4]',
    message: 'At most four parameters: pass an object.',
  },
  {
    selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
    message: 'At most six dependencies: this class does too much.',
  },
  { selector: 'ImportSpecifier[imported.name="forwardRef"]', message: 'forwardRef hides an import cycle: move what both need below them.' },
];
/** Time comes from the injected Clock, so that tests can hold it. */
const AMBIENT_TIME = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Inject Clock and ask it.' },
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'Inject Clock and ask it.' },
];
const SUBSCRIBE = [
  {
    selector: 'CallExpression[callee.property.name="subscribe"]',
    message: 'Signals and resources instead of a manual subscription.',
  },
];

export default tseslint.config(
  { ignores: ['**/dist', '**/coverage', '**/.angular', '.nx', '.data', '**/node_modules', 'tools/generators/**'] },
  // an exception is argued for in this file, never in the code it is about
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'console',
          'process',
          'URL',
          'performance',
          'Buffer',
          'fetch',
          'AbortSignal',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'require',
          'module',
          '__dirname',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'max-lines': ['error', 300] },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false }],
      '@typescript-eslint/unbound-method': 'off',
      // an async function may exist for its rejected promise alone (hooks, stand-ins for asynchronous interfaces)
      '@typescript-eslint/require-await': 'off',
      // Promise<void> where nothing is awaited yet: frameworks call back with either
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 60],
      'no-restricted-syntax': ['error', ...NEVER],
    },
  },
  {
    files: ['backend/**/*.ts'],
    rules: restrict(otherProjects('backend'), contractsByName, {
      group: ['@angular/*', '@orbisvoice/shared-ui'],
      message: 'No UI code on the server.',
    }),
  },
  {
    files: ['backend/src/**/*.ts'],
    ignores: ['backend/src/platform/clock/**'],
    rules: { 'no-restricted-syntax': ['error', ...NEVER, ...AMBIENT_TIME] },
  },
  {
    files: ['backend/src/**/*.ts'],
    ignores: TESTS,
    rules: restrict(
      otherProjects('backend'),
      contractsByName,
      { group: ['@angular/*', '@orbisvoice/shared-ui'], message: 'No UI code on the server.' },
      { group: ['**/sandbox/**', '**/test/**', '**/bench/**'], message: 'Production code never imports the sandbox, tests or benchmarks.' },
    ),
  },
  {
    files: ['shared-dto/**/*.ts'],
    rules: restrict(otherProjects('shared-dto'), { regex: '^(?!zod$|\\.)', message: 'shared-dto depends on zod only.' }),
  },
  {
    files: ['shared-dto/src/values/**/*.ts'],
    rules: restrict({ regex: '^(?!\\./)', message: 'shared-dto/values depends on nothing: browsers load it.' }),
  },
  {
    files: WEB,
    plugins: { '@angular-eslint': ngPlugin },
    processor: ngTemplate.processors['extract-inline-html'],
    rules: {
      ...ngPlugin.configs.recommended.rules,
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/component-class-suffix': 'off',
      'no-restricted-syntax': ['error', ...NEVER, ...SUBSCRIBE],
    },
  },
  ...['admin-console', 'customer-portal', 'shared-ui'].map((self) => ({
    files: [`${self}/**/*.ts`],
    rules: restrict(
      otherProjects(self),
      contractsByName,
      { group: ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'stripe', 'node:*'], message: 'Server only.' },
      ...(self === 'shared-ui' ? [{ group: ['@orbisvoice/shared-ui'], message: 'Import your own file.' }] : []),
    ),
  })),
  {
    // zod costs a browser 24 kB: types everywhere, schemas only where a lazy form page needs them
    files: WEB,
    ignores: [...TESTS, '**/*.page.ts', '**/*.form.ts'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [{ name: '@orbisvoice/shared-dto', allowTypeImports: true, message: 'import type, or @orbisvoice/shared-dto/values.' }],
          patterns: [
            { group: ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'stripe', 'node:*'], message: 'Server only.' },
            { group: ['**/backend/**'], message: 'Projects share code only through packages.' },
            contractsByName,
          ],
        },
      ],
    },
  },
  {
    files: ['admin-console/**/*.html', 'customer-portal/**/*.html', 'shared-ui/**/*.html'],
    ignores: ['**/index.html'],
    languageOptions: { parser: ngTemplateParser },
    plugins: { '@angular-eslint/template': ngTemplate },
    rules: { ...ngTemplate.configs.recommended.rules, ...ngTemplate.configs.accessibility.rules },
  },
  {
    // a test file tells many short stories in one function, and looks at answers as they come over the wire
    files: TESTS,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['backend/src/migrations/**/*.ts', 'backend/src/modules/*/generated/**/*.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  // one object of Stripe's is one literal with every field it has
  { files: ['backend/sandbox/stripe/objects/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['backend/bench/**/*.ts'], rules: { 'no-console': 'off' } },
);
