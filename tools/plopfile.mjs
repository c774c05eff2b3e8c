// npm run generate: the exemplary shape is the cheapest one to produce. Without a terminal: npm run generate -- module note notes
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const ask = (name, message, check = () => true) => ({
  type: 'input',
  name,
  message,
  validate: (value) => (KEBAB.test(value) ? check(value) : 'kebab-case, like api-key'),
});
const moduleExists = (name) => existsSync(join(root, 'backend/src/modules', name, `${name}.module.ts`)) || `there is no module ${name}`;
const add = (path, templateFile) => ({ type: 'add', path: `{{root}}/${path}`, templateFile: `generators/${templateFile}.hbs` });

/** Puts `entry` into the first list behind `opening` of a file. */
const insert = (path, opening, entry) => ({
  type: 'modify',
  path: `{{root}}/${path}`,
  pattern: opening,
  template: `$1${entry}`,
});
const MODULE_FILE = 'backend/src/modules/{{module}}/{{module}}.module.ts';
const importInto = (path, line) => ({
  type: 'modify',
  path: `{{root}}/${path}`,
  pattern: /^((?:import [^;]+;\n)+)/,
  template: `$1${line}\n`,
});

function tidy(answers, config) {
  const files = config.files.map((file) => file.replaceAll(/\{\{(?:(\w+) )?(\w+)\}\}/g, (_, helper, name) => answers[name] ?? ''));
  spawnSync(process.execPath, [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', '--log-level', 'warn', ...files], {
    cwd: root,
    stdio: 'inherit',
  });
  return `formatted ${files.join(', ')}`;
}

const moduleFiles = 'backend/src/modules/{{module}}';

function moduleGenerator(plop) {
  plop.setGenerator('module', {
    description: 'backend module: contract, door, errors, controller, service, entity, repository',
    prompts: [ask('singular', 'One of them (note)'), ask('module', 'Many of them, the name of the module (notes)')],
    actions: [
      add('shared-dto/src/{{module}}/{{singular}}.dto.ts', 'module/dto.ts'),
      add(`${moduleFiles}/index.ts`, 'module/index.ts'),
      add(MODULE_FILE, 'module/module.ts'),
      add(`${moduleFiles}/{{module}}.errors.ts`, 'module/errors.ts'),
      add(`${moduleFiles}/http/{{singular}}.controller.ts`, 'module/controller.ts'),
      add(`${moduleFiles}/services/{{singular}}.service.ts`, 'module/service.ts'),
      add(`${moduleFiles}/persistence/{{singular}}.entity.ts`, 'module/entity.ts'),
      add(`${moduleFiles}/persistence/{{singular}}.repository.ts`, 'module/repository.ts'),
      { type: 'append', path: '{{root}}/shared-dto/src/index.ts', template: "export * from './{{module}}/{{singular}}.dto.js';" },
      insert('shared-dto/src/values/error-codes.ts', /(ERROR_CODES = \[)/, "\n  '{{snakeCase module}}.not_found',"),
      insert('shared-dto/src/values/permissions.ts', /(PERMISSIONS = \[)/, "\n  '{{snakeCase module}}.read',"),
      { type: 'tidy', files: [moduleFiles, 'shared-dto/src/{{module}}', 'shared-dto/src/index.ts', 'shared-dto/src/values'] },
      () =>
        'Next: a migration with the table and its row policy; the module in backend/src/app.module.ts; its level in backend/test/architecture/rules.ts; who holds the permission in shared-dto/src/values/permissions.ts; a sentence for the error code in the front ends.',
    ],
  });
}

function endpointGenerator(plop) {
  plop.setGenerator('endpoint', {
    description: 'one route of a module: controller, service and an end-to-end test with its refusals',
    prompts: [ask('module', 'Module (agents)', moduleExists), ask('name', 'Route below the module (summary)')],
    actions: [
      add('shared-dto/src/{{module}}/{{module}}-{{name}}.dto.ts', 'endpoint/dto.ts'),
      add(`${moduleFiles}/http/{{module}}-{{name}}.controller.ts`, 'endpoint/controller.ts'),
      add(`${moduleFiles}/services/{{module}}-{{name}}.service.ts`, 'endpoint/service.ts'),
      add('backend/test/{{module}}/{{name}}.e2e.ts', 'endpoint/e2e.ts'),
      { type: 'append', path: '{{root}}/shared-dto/src/index.ts', template: "export * from './{{module}}/{{module}}-{{name}}.dto.js';" },
      importInto(
        MODULE_FILE,
        "import { {{pascalCase module}}{{pascalCase name}}Controller } from './http/{{module}}-{{name}}.controller.js';\nimport { {{pascalCase module}}{{pascalCase name}}Service } from './services/{{module}}-{{name}}.service.js';",
      ),
      insert(MODULE_FILE, /(controllers: \[)/, '{{pascalCase module}}{{pascalCase name}}Controller, '),
      insert(MODULE_FILE, /(providers: \[)/, '{{pascalCase module}}{{pascalCase name}}Service, '),
      { type: 'tidy', files: [moduleFiles, 'shared-dto/src/{{module}}', 'shared-dto/src/index.ts', 'backend/test/{{module}}'] },
    ],
  });
}

function eventGenerator(plop) {
  plop.setGenerator('event', {
    description: 'domain event of a module',
    prompts: [
      ask('module', 'Module (agents)', moduleExists),
      ask('subject', 'Subject (agent)'),
      ask('fact', 'What happened to it, past tense (archived)'),
    ],
    actions: [
      add(`${moduleFiles}/events/{{subject}}-{{fact}}.event.ts`, 'event/event.ts'),
      insert('shared-dto/src/values/event-names.ts', /(EVENT_NAMES = \[)/, "\n  '{{snakeCase subject}}.{{snakeCase fact}}',"),
      importInto(MODULE_FILE, "import { {{pascalCase subject}}{{pascalCase fact}} } from './events/{{subject}}-{{fact}}.event.js';"),
      insert(MODULE_FILE, /(EventsModule\.forFeature\(\[)/, '{{pascalCase subject}}{{pascalCase fact}}, '),
      { type: 'tidy', files: [moduleFiles, 'shared-dto/src/values'] },
    ],
  });
}

function jobGenerator(plop) {
  plop.setGenerator('job', {
    description: 'background job of a module: definition and handler',
    prompts: [ask('module', 'Module (agents)', moduleExists), ask('name', 'What it does (purge-drafts)')],
    actions: [
      add(`${moduleFiles}/jobs/{{name}}.job.ts`, 'job/job.ts'),
      importInto(MODULE_FILE, "import { {{pascalCase name}} } from './jobs/{{name}}.job.js';"),
      insert(MODULE_FILE, /(providers: \[)/, '{{pascalCase name}}, '),
      { type: 'tidy', files: [moduleFiles] },
    ],
  });
}

function pageGenerator(plop) {
  const feature = '{{app}}/src/app/features/{{feature}}';
  plop.setGenerator('page', {
    description: 'page of an app with its routes, addresses, store and strings',
    prompts: [
      { type: 'list', name: 'app', message: 'App', choices: ['customer-portal', 'admin-console'] },
      ask('feature', 'Feature, also its address (invoices)'),
      ask('contract', 'Contract of the answer in shared-dto (agent-page)'),
    ],
    actions: [
      add(`${feature}/{{feature}}.routes.ts`, 'page/routes.ts'),
      add(`${feature}/{{feature}}.api.ts`, 'page/api.ts'),
      add(`${feature}/{{feature}}.store.ts`, 'page/store.ts'),
      add(`${feature}/{{feature}}.strings.ts`, 'page/strings.ts'),
      add(`${feature}/pages/{{feature}}.page.ts`, 'page/page.ts'),
      { type: 'tidy', files: [feature] },
      () => 'Next: the routes in app.routes.ts with their permission, an entry in the navigation, and a harness test.',
    ],
  });
}

export default function plopfile(plop) {
  plop.setActionType('tidy', tidy);
  plop.setHelper('root', () => relative(join(root, 'tools'), root));
  for (const define of [moduleGenerator, endpointGenerator, eventGenerator, jobGenerator, pageGenerator]) define(plop);
}
