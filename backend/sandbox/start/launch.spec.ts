import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../postgres/index.js';

const ROOT = resolve(__dirname, '../../..');

/** A platform of the same shape whose API, worker, migration and demo data are a few lines each. */
const FAKES: Readonly<Record<string, string>> = {
  'src/main.ts': `
    import { createServer } from 'node:http';
    createServer((request, response) => {
      if (request.url === '/crash') process.exit(3);
      response.end(request.url === '/env' ? JSON.stringify(process.env) : String(process.pid));
    }).listen(Number(process.env['PORT']), '127.0.0.1');
    process.on('SIGTERM', () => process.exit(0));`,
  'src/worker.ts': `
    console.error(JSON.stringify({ level: 40, msg: 'a warning of the worker' }));
    console.error(JSON.stringify({ level: 30, msg: 'chatter of the worker' }));
    setInterval(() => {}, 1000);`,
  'src/migrate.ts': `
    import pg from 'pg';
    const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    await client.connect();
    await client.query('create table if not exists tenants (at timestamptz default now())');
    await client.end();`,
  'sandbox/demo/seed.ts': `
    import { writeFileSync } from 'node:fs';
    import pg from 'pg';
    export async function seedDemo(options) {
      const client = new pg.Client({ connectionString: options.ownerUrl });
      await client.connect();
      await client.query('insert into tenants default values');
      if (process.env['BREAK_SEED']) throw new Error('power cut');
      const { rows } = await client.query('select count(*)::int as n from tenants');
      writeFileSync(options.stripe.dataFile + '.asked', options.stripe.url);
      options.log('seeded ' + rows[0].n + ' times, password ' + options.password);
      await client.end();
    }`,
};

function makePlatform(): string {
  const root = mkdtempSync(join(tmpdir(), 'orbisvoice-start-'));
  chmodSync(root, 0o755);
  const backend = join(root, 'backend');
  mkdirSync(join(backend, 'sandbox', 'demo'), { recursive: true });
  mkdirSync(join(backend, 'src'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  cpSync(join(ROOT, 'backend/.swcrc'), join(backend, '.swcrc'));
  for (const part of ['postgres', 'mail', 'stripe', 'start']) {
    cpSync(join(ROOT, 'backend/sandbox', part), join(backend, 'sandbox', part), { recursive: true });
  }
  for (const [path, code] of Object.entries(FAKES)) writeFileSync(join(backend, path), code);
  const built = spawnSync(process.execPath, [join(ROOT, 'tools/swc-build.mjs'), backend, 'src', 'sandbox'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  return root;
}

/** True while any process has the text in its command line. */
function isRunning(text: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .some((pid) => {
      const file = `/proc/${pid}/cmdline`;
      return existsSync(file) && readFileSync(file, 'utf8').includes(text);
    });
}

async function until(claim: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    if (await claim()) return true;
    await sleep(50);
  }
  return false;
}

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

describe('the launcher', () => {
  let root: string;
  let dataDir: string;
  let env: Record<string, string>;
  const started: Started[] = [];

  function start(args: string[] = [], extra: Record<string, string> = {}): Started {
    const code = `
      const { start } = await import(${JSON.stringify(pathToFileURL(join(root, 'backend/dist/sandbox/start/main.js')).href)});
      await start({ args: ${JSON.stringify(args)}, root: ${JSON.stringify(root)}, startedAt: performance.now(), appsReady: Promise.resolve() })
        .catch((error) => { console.error(error.message); process.exit(1); });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      cwd: root,
      env: { PATH: process.env['PATH'], ...env, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    const run = { child, output: () => output, ended };
    started.push(run);
    return run;
  }

  const ready = (run: Started): Promise<boolean> => until(() => run.output().includes('OrbisVoice is running'), 40_000);
  const get = async (path: string): Promise<string> => (await fetch(`http://127.0.0.1:${env['PORT']}${path}`)).text();

  beforeAll(async () => {
    root = makePlatform();
    dataDir = join(root, '.data');
    const ports = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()]);
    const [port, postgres, stripe, smtp, inbox] = ports.map(String) as [string, string, string, string, string];
    env = {
      PORT: port,
      ORBIS_DATA_DIR: dataDir,
      SANDBOX_POSTGRES_PORT: postgres,
      SANDBOX_STRIPE_PORT: stripe,
      SANDBOX_SMTP_PORT: smtp,
      SANDBOX_INBOX_PORT: inbox,
    };
  }, 30_000);
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await until(() => !isRunning(root));
  }, 30_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('starts every part, restarts one that crashes and stops all of it on SIGTERM', async () => {
    const run = start();
    expect((await ready(run)) || run.output()).toBe(true);
    const given = JSON.parse(await get('/env')) as Record<string, string>;
    expect(given).not.toHaveProperty('DATABASE_URL');
    expect(given['DATABASE_APP_URL']).toContain('orbis_app:');
    expect(given['STRIPE_API_URL']).toBe(`http://127.0.0.1:${env['SANDBOX_STRIPE_PORT']}`);
    expect(given['EMAIL_SMTP_URL']).toBe(`smtp://127.0.0.1:${env['SANDBOX_SMTP_PORT']}`);
    expect((await fetch(`http://127.0.0.1:${env['SANDBOX_INBOX_PORT']}/`)).status).toBe(200);
    const password = /Password\s+(\S+)/.exec(run.output())?.[1] ?? '';
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(readFileSync(join(dataDir, 'logs/demo.log'), 'utf8')).toContain(`seeded 1 times, password ${password}`);
    expect(readFileSync(join(dataDir, 'stripe.json.asked'), 'utf8')).toBe(given['STRIPE_API_URL']);
    expect(await until(() => run.output().includes('a warning of the worker'))).toBe(true);
    expect(run.output()).not.toContain('chatter of the worker');

    await expect(get('/crash')).rejects.toThrow();
    expect(await until(() => run.output().includes('api ended (exit code 3); starting it again in 1 s'))).toBe(true);
    expect(await until(() => get('/').then(Boolean, () => false))).toBe(true);

    const stopping = performance.now();
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(performance.now() - stopping).toBeLessThan(10_000);
    expect(isRunning(root)).toBe(false);
  }, 90_000);

  it('seeds once, and leaves nothing behind when it is killed', async () => {
    const run = start();
    expect((await ready(run)) || run.output()).toBe(true);
    expect(run.output()).not.toContain('Writing demo data');
    run.child.kill('SIGKILL');
    expect(await until(() => !isRunning(root))).toBe(true);
    expect(existsSync(join(dataDir, 'postgres/pg18/postmaster.pid'))).toBe(false);
  }, 60_000);

  it('names the variable of every taken port before it starts anything', async () => {
    const blocker = createServer().listen(Number(env['SANDBOX_SMTP_PORT']), '127.0.0.1');
    await once(blocker, 'listening');
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(`Port ${env['SANDBOX_SMTP_PORT']} (mail inbox, SMTP) is taken`);
    expect(run.output()).toContain('SANDBOX_SMTP_PORT=');
    blocker.close();
  }, 30_000);

  it('starts over after an interrupted seed, and with --reset', async () => {
    const password = (): unknown =>
      (JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as Record<string, unknown>)['demoPassword'];
    const before = password();
    const broken = start(['--reset'], { BREAK_SEED: 'yes' });
    expect(await broken.ended).toBe(1);
    expect(broken.output()).toContain('power cut');
    expect(password()).not.toBe(before);
    const run = start();
    expect((await ready(run)) || run.output()).toBe(true);
    // the row of the interrupted seed is gone with its database
    expect(readFileSync(join(dataDir, 'logs/demo.log'), 'utf8')).toContain('seeded 1 times');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  }, 90_000);

  it('does not delete a folder that is not its own', async () => {
    const foreign = mkdtempSync(join(tmpdir(), 'orbisvoice-foreign-'));
    writeFileSync(join(foreign, 'thesis.txt'), 'years of work');
    const run = start(['--reset'], { ORBIS_DATA_DIR: foreign });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain('not deleting it');
    expect(existsSync(join(foreign, 'thesis.txt'))).toBe(true);
    rmSync(foreign, { recursive: true });
  }, 30_000);
});
