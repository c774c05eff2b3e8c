import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../../src/platform/config/config.js';
import { buildPlatform } from '../chaos/run-script.js';
import { startTestApp, type TestApp, testEnvironment } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { eventually } from '../harness/wait.js';
import { ask, fileOf, look, manyConversations } from './export-world.js';

const BUILD = 'killed-export';
const ROWS = 150_000;

let app: TestApp;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  await buildPlatform(BUILD);
  app = await startTestApp({ database: await freshDatabase() });
  // the worker may die before it has written anything
  await mkdir(app.get(Config).files.exportDir, { recursive: true });
}, 120_000);
afterAll(async () => {
  worker?.kill('SIGKILL');
  await app.close();
});

/** The worker as it ships, in a process of its own. */
function startWorker(): ChildProcess {
  const entry = join(__dirname, '../chaos/dist', BUILD, 'src/worker.js');
  return spawn(process.execPath, [entry], {
    env: { ...process.env, ...testEnvironment(app.database) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const wholeFiles = async (): Promise<string[]> => {
  const found = await readdir(app.get(Config).files.exportDir, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.part')).map(({ name }) => name);
};

it('an export whose worker is killed in the middle begins again, and is never handed out by half', async () => {
  const owner = await app.signUp();
  await manyConversations(app, owner, ROWS);
  worker = startWorker();
  const { id } = (await ask(app, owner.token, { dataset: 'conversations' })).body;
  const half = await eventually(
    'the middle of the export',
    async () => {
      const now = await look(app, owner.token, id);
      return now.status === 'completed' || now.status === 'running' ? now : null;
    },
    90_000,
  );
  expect(half.status).toBe('running');
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  expect(await wholeFiles()).toEqual([]);
  expect((await app.request('GET', `/exports/${id}/download`, { token: owner.token })).status).toBe(409);
  worker = startWorker();
  const done = await eventually(
    'the whole export',
    async () => {
      const now = await look(app, owner.token, id);
      return now.status === 'completed' ? now : null;
    },
    120_000,
  );
  expect(done).toMatchObject({ rows: ROWS, rowsExpected: ROWS });
  expect(await wholeFiles()).toHaveLength(1);
  const text = await fileOf(app, owner.token, id);
  expect(text.split('\r\n')).toHaveLength(ROWS + 2);
  expect(Buffer.byteLength(text)).toBe(done.bytes);
}, 300_000);
