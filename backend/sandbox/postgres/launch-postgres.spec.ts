import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort, launchPostgres, removeDataFolder, type RunningPostgres } from './index.js';
import { isAlive } from './ownership.js';

const ROOT = resolve(__dirname, '../../..');
const FAST = ['fsync=off', 'synchronous_commit=off'];

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = (dataRoot: string): number => Number(readFileSync(join(dataRoot, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function untilGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(50);
  return !isAlive(pid);
}

const children: ChildProcess[] = [];

/** Another node process that starts the server and then just lives. */
async function launchElsewhere(dataRoot: string, port: number): Promise<ChildProcess> {
  const options = JSON.stringify({ dataRoot, port, database: 'app', settings: FAST, initdbFlags: ['--no-sync'] });
  const code = `
    const { launchPostgres } = await import(${JSON.stringify(pathToFileURL(join(__dirname, 'index.ts')).href)});
    await launchPostgres(${options});
    process.stdout.write('ready');
    setInterval(() => {}, 1000);`;
  const args = ['--import', pathToFileURL(join(ROOT, 'tools/typescript.mjs')).href, '--input-type=module', '-e', code];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return child;
}

describe('PostgreSQL launcher', () => {
  const dataRoot = mkdtempSync(join(tmpdir(), 'orbisvoice-launcher-'));
  let port: number;
  let running: RunningPostgres | undefined;

  const launch = async (): Promise<RunningPostgres> => {
    running = await launchPostgres({ dataRoot, port, database: 'app', settings: FAST, initdbFlags: ['--no-sync'] });
    return running;
  };

  beforeAll(async () => {
    port = await freePort();
    // as root the server's account must be able to enter, or the files go elsewhere
    chmodSync(dataRoot, 0o755);
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => removeDataFolder(dataRoot));

  it('replaces a half-made cluster, creates the database, listens on loopback only, with the production collation', async () => {
    mkdirSync(join(dataRoot, 'pg18'), { recursive: true });
    writeFileSync(join(dataRoot, 'pg18', 'left-over'), 'of an interrupted start');
    const server = await launch();
    expect(server).toMatchObject({ isNew: true, isAdopted: false, port });
    const sql = `select datname, datlocprovider::text as provider, datlocale, current_setting('listen_addresses') as listens
      from pg_database where datname = current_database()`;
    expect(await query(server.ownerUrl, sql)).toEqual([{ datname: 'app', provider: 'b', datlocale: 'C.UTF-8', listens: '127.0.0.1' }]);
    await query(server.ownerUrl, 'create table kept (id int); insert into kept values (42)');
  }, 60_000);

  it('finds the data again after a stop', async () => {
    const server = await launch();
    expect(server.isNew).toBe(false);
    expect(await query(server.ownerUrl, 'select id from kept')).toEqual([{ id: 42 }]);
  }, 30_000);

  it('ends with its process, kill -9 included, and leaves no pid file', async () => {
    const child = await launchElsewhere(dataRoot, port);
    const pid = postmasterPid(dataRoot);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    expect(await untilGone(pid)).toBe(true);
    expect(existsSync(join(dataRoot, 'pg18', 'postmaster.pid'))).toBe(false);
  }, 30_000);

  it('shares the server of a launcher that lives, and leaves it running', async () => {
    const child = await launchElsewhere(dataRoot, port);
    const pid = postmasterPid(dataRoot);
    const server = await launch();
    expect(server).toMatchObject({ isAdopted: true, port });
    await server.stop();
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    expect(await untilGone(pid)).toBe(true);
  }, 30_000);

  it('stops the orphan of a run whose guard was killed too', async () => {
    const child = await launchElsewhere(dataRoot, port);
    const orphan = postmasterPid(dataRoot);
    const guard = Number(readFileSync(`/proc/${orphan}/stat`, 'utf8').split(')').at(-1)?.trim().split(' ')[1]);
    const watchers = readFileSync(`/proc/${guard}/task/${guard}/children`, 'utf8').trim().split(' ').map(Number);
    for (const pid of watchers.filter((watcher) => watcher !== orphan)) process.kill(pid, 'SIGKILL');
    process.kill(guard, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(orphan)).toBe(true);
    const server = await launch();
    expect(server.isAdopted).toBe(false);
    expect(isAlive(orphan)).toBe(false);
    expect(await query(server.ownerUrl, 'select id from kept')).toEqual([{ id: 42 }]);
  }, 30_000);

  it('says so when the port is taken', async () => {
    const holder = await launchPostgres({ dataRoot: `${dataRoot}-b`, port, database: 'app', initdbFlags: ['--no-sync'] });
    await expect(launch()).rejects.toThrow(`Port ${port} is taken`);
    await holder.stop();
    removeDataFolder(`${dataRoot}-b`);
  }, 60_000);
});
