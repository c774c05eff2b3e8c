// npm start: installs if needed, builds what is stale, then hands over to the launcher in this same process.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { requireNode } from './workspace/node-version.mjs';

requireNode();
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const log = (line) => process.stdout.write(`${line}\n`);
const { installIfNeeded } = await import('./workspace/install.mjs');
const { buildApps, buildBackend } = await import('./workspace/build.mjs');

try {
  installIfNeeded(root);
  const startedAt = performance.now();
  await buildBackend(root, log);
  const isHelp = process.argv.includes('--help') || process.argv.includes('-h');
  const appsReady = isHelp ? Promise.resolve() : buildApps(root, log);
  // awaited by the launcher, which may fail before it gets there
  appsReady.catch(() => undefined);
  const { start } = await import(pathToFileURL(join(root, 'backend/dist/sandbox/start/main.js')).href);
  await start({ args: process.argv.slice(2), root, startedAt, appsReady });
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
