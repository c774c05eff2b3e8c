// Measures npm start on this machine: cold (nothing built, empty data folder), memory when idle, stopping, warm. Linux only.
//   node tools/measure-start.mjs [--keep-builds]     --keep-builds leaves what is built: "cold" is then an empty data folder only
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const LIMITS = { cold: 60, warm: 8, stop: 10, memory: 900 };
const IDLE_MS = 15_000;
const OUTPUTS = ['dist', 'backend/dist', 'shared-dto/dist', '.angular', '.nx/cache', '.nx/orbisvoice'];
const READY = 'OrbisVoice is running';

const freePort = () =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(String(port)));
    });
  });

async function environment(dataDir) {
  const names = ['PORT', 'SANDBOX_POSTGRES_PORT', 'SANDBOX_STRIPE_PORT', 'SANDBOX_SMTP_PORT', 'SANDBOX_INBOX_PORT'];
  const ports = await Promise.all(names.map(freePort));
  return { ...process.env, ORBIS_DATA_DIR: dataDir, ...Object.fromEntries(names.map((name, index) => [name, ports[index]])) };
}

/** Runs npm start until it is ready; answers with the process and the seconds it took. */
function start(env) {
  const started = performance.now();
  const child = spawn('npm', ['start', '--silent'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  return new Promise((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (output.includes(READY)) done({ child, output, seconds: (performance.now() - started) / 1000 });
      });
    }
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}

/** Every process below one, by the parents in /proc. */
function tree(rootPid) {
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    }
  }
  const isBelow = (pid) => pid === rootPid || (parents.has(pid) && isBelow(parents.get(pid)));
  return [...parents.keys()].filter(isBelow);
}

const nameOf = (pid) => {
  const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  if (/postgres/.test(line)) return 'postgres';
  return (
    /dist\/src\/(main|worker)/.exec(line)?.[1].replace('main', 'api') ?? (/tools\/start/.test(line) ? 'launcher, inbox, stripe' : 'npm')
  );
};

/** Proportional set size of each part, in megabytes: shared pages count once. */
function memory(pid) {
  const parts = {};
  for (const member of tree(pid)) {
    const pss = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
    parts[nameOf(member)] = (parts[nameOf(member)] ?? 0) + pss;
  }
  return parts;
}

async function stop(child) {
  const started = performance.now();
  const ended = new Promise((done) => child.once('exit', done));
  for (const pid of tree(child.pid).filter((member) => nameOf(member).startsWith('launcher'))) process.kill(pid, 'SIGINT');
  await ended;
  return (performance.now() - started) / 1000;
}

const row = (name, value, limit, unit) => {
  const isOver = value > limit;
  process.stdout.write(`${name.padEnd(28)}${value.toFixed(1).padStart(8)} ${unit}   limit ${limit} ${unit}${isOver ? '   OVER' : ''}\n`);
  if (isOver) process.exitCode = 1;
};

if (!process.argv.includes('--keep-builds')) for (const path of OUTPUTS) rmSync(join(root, path), { recursive: true, force: true });
const dataDir = mkdtempSync(join(tmpdir(), 'orbisvoice-measure-'));
chmodSync(dataDir, 0o711);
try {
  const env = await environment(dataDir);
  process.stdout.write(`${cpus().length} cores, Node ${process.version}\n`);
  const cold = await start(env);
  await sleep(IDLE_MS);
  const parts = memory(cold.child.pid);
  const stopSeconds = await stop(cold.child);
  const warm = await start(env);
  await stop(warm.child);
  row('cold start', cold.seconds, LIMITS.cold, 's');
  row('warm start', warm.seconds, LIMITS.warm, 's');
  row('stop', stopSeconds, LIMITS.stop, 's');
  row(
    'idle memory, all processes',
    Object.values(parts).reduce((sum, part) => sum + part, 0),
    LIMITS.memory,
    'MB',
  );
  for (const [name, megabytes] of Object.entries(parts))
    process.stdout.write(`  ${name.padEnd(26)}${megabytes.toFixed(1).padStart(8)} MB\n`);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
