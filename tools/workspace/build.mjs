// Builds what is stale. A fingerprint over path, size and mtime of a project's inputs says in milliseconds that nothing is.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const APP_INPUTS = [
  'shared-ui/src',
  'shared-ui/package.json',
  'shared-dto/src',
  'shared-dto/package.json',
  'tsconfig.base.json',
  'package-lock.json',
];
const app = (name) => ({
  name,
  inputs: ['src', 'public', 'project.json', 'tsconfig.json', 'tsconfig.app.json'].map((path) => `${name}/${path}`).concat(APP_INPUTS),
  output: `dist/${name}/browser/index.html`,
});

const SHARED_DTO = {
  name: 'shared-dto',
  inputs: ['shared-dto/src', 'shared-dto/package.json', 'shared-dto/tsconfig.json', 'shared-dto/tsconfig.build.json', 'tsconfig.base.json'],
  output: 'shared-dto/dist/index.js',
  command: ['node_modules/typescript/bin/tsc', '-p', 'shared-dto/tsconfig.build.json'],
};
const BACKEND = {
  name: 'backend',
  inputs: ['backend/src', 'backend/sandbox', 'backend/bench', 'backend/.swcrc', 'tools/swc-build.mjs', 'package-lock.json'],
  output: 'backend/dist/src',
  command: ['tools/swc-build.mjs', 'backend', 'src', 'sandbox', 'bench'],
};
const APPS = [app('customer-portal'), app('admin-console')];

function* filesBelow(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return;
  if (!stats.isDirectory()) return yield [path, stats];
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

function fingerprint(root, project) {
  const hash = createHash('sha256');
  for (const input of project.inputs) {
    for (const [path, { size, mtimeMs }] of filesBelow(join(root, input))) hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const stampFile = (root, { name }) => join(root, '.nx', 'orbisvoice', name);

function isFresh(root, project) {
  const stamp = stampFile(root, project);
  return existsSync(join(root, project.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, project);
}

function run(root, args) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // types and templates are checked by `npm test` and `npm run build`; without them an application is built in two thirds of the time
      env: { ...process.env, NX_DAEMON: 'false', NG_BUILD_TYPE_CHECK: '0' },
    });
    // an interrupted start takes its builds along
    const stop = () => child.kill();
    process.once('exit', stop);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', fail);
    child.once('close', () => process.off('exit', stop));
    child.once('close', (code) => (code === 0 ? done() : fail(new Error(`Building failed: node ${args.join(' ')}\n${output}`))));
  });
}

async function build(root, projects, args, log) {
  const stale = projects.filter((project) => !isFresh(root, project));
  if (!stale.length) return;
  // taken before the build: a file saved while it runs is built again next time
  const prints = stale.map((project) => fingerprint(root, project));
  for (const project of stale) rmSync(stampFile(root, project), { force: true });
  const started = performance.now();
  await run(root, args(stale));
  mkdirSync(join(root, '.nx', 'orbisvoice'), { recursive: true });
  stale.forEach((project, index) => writeFileSync(stampFile(root, project), prints[index]));
  log(`Built ${stale.map(({ name }) => name).join(' and ')} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const own = ([project]) => project.command;

/** The contracts, which plain node reads compiled. */
export const buildSharedDto = (root, log) => build(root, [SHARED_DTO], own, log);

/** Contracts and backend. The backend is compiled file by file and does not wait for the contracts. */
export const buildBackend = (root, log) => Promise.all([buildSharedDto(root, log), build(root, [BACKEND], own, log)]);

/** Both browser apps. */
export const buildApps = (root, log) =>
  build(
    root,
    APPS,
    (stale) => ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', stale.map(({ name }) => name).join(',')],
    log,
  );
