import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type BenchDatabase, givenMeteredTenant, isExact, openBenchDatabase } from './metering-database.js';
import { pairedRounds, type Comparison, type Target, toTable } from './paired-rounds.js';
import type { Mode } from './metering-server.js';

// Targets a1 and h of the performance page: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SECONDS = Number(process.env['SECONDS'] ?? 3);
const CONNECTIONS = Number(process.env['CONNECTIONS'] ?? 64);

interface Server {
  readonly process: ChildProcess;
  readonly url: string;
}

async function startServer(mode: Mode, environment: NodeJS.ProcessEnv): Promise<Server> {
  const script = fileURLToPath(new URL('./metering-server.js', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script, mode], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`server ${mode} ended with ${String(code)}`)));
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  ended.catch(() => undefined);
  return { process: child, url: line.toString().trim() };
}

const environmentOf = (database: BenchDatabase): Record<string, string> => ({
  PORT: '0',
  DATABASE_APP_URL: database.appUrl,
  DATABASE_PLATFORM_URL: database.platformUrl,
  AUTH_TOKEN_SECRET: 'only this bench signs with this secret',
  STRIPE_SECRET_KEY: 'sk_test_bench',
  STRIPE_WEBHOOK_SECRET: 'whsec_bench',
  STRIPE_API_URL: 'http://127.0.0.1:9',
  EMAIL_SMTP_URL: 'smtp://127.0.0.1:9',
  // the limiter works as always, it just never refuses
  RATE_LIMIT_PER_MINUTE: '1000000000',
  LOG_LEVEL: 'silent',
});

let sent = 0;
const nextBody = (): string => `{"key":"k${++sent}"}`;

function targetOf(label: string, server: Server, { apiKey, connections = CONNECTIONS }: { apiKey: string; connections?: number }): Target {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
  return { label, url: `${server.url}/api/billing/usage`, headers, connections, nextBody };
}

const timesOf = (over: Comparison | undefined, under: Comparison | undefined): string =>
  ((over?.ratio.median ?? Number.NaN) / (under?.ratio.median ?? Number.NaN)).toFixed(1);

async function measure(database: BenchDatabase, servers: Record<Mode, Server>): Promise<void> {
  const { apiKey } = await givenMeteredTenant(database.owner);
  const options = { rounds: ROUNDS, seconds: SECONDS };
  const print = (text: string): boolean => process.stdout.write(`${text}\n`);
  print(`${ROUNDS} paired rounds of ${SECONDS} s, ${CONNECTIONS} connections, ${cpus().length} cores, Node ${process.version}\n`);

  print('h  guarded route (API key, rate limit, validation, serialisation) beside a bare Nest/Fastify route');
  const guards = await pairedRounds(
    [targetOf('bare Nest/Fastify route', servers.bare, { apiKey }), targetOf('guarded route, no database', servers.guarded, { apiKey })],
    options,
  );
  print(`${toTable(guards)}\n   target ≥ 0.50, moonshot ≥ 0.65: ${guards[1]?.ratio.median.toFixed(2)}\n`);

  print('a1 one hot tenant, every event durable before its answer');
  const hot = await pairedRounds(
    [
      targetOf('same route, no database', servers.guarded, { apiKey }),
      targetOf('product: micro-batch', servers.product, { apiKey }),
      targetOf('one statement per event', servers.row, { apiKey }),
    ],
    options,
  );
  print(toTable(hot));
  print(`   target ≥ 0.40 of the route without a database, moonshot ≥ 0.60: ${hot[1]?.ratio.median.toFixed(2)}`);
  print(`   target ≥ 3× one statement per event, moonshot ≥ 6×: ${timesOf(hot[1], hot[2])}×\n`);

  const exact = await isExact(database.owner);
  const bad = [...guards, ...hot].reduce((sum, { bad: count }) => sum + count, 0);
  print(exact ? 'exact: the counter equals the sum of its events' : 'NOT EXACT: the counter differs from the sum of its events');
  if (!exact || bad > 0) process.exitCode = 1;
}

const database = await openBenchDatabase();
const running: Server[] = [];
const start = async (mode: Mode): Promise<Server> => {
  const server = await startServer(mode, environmentOf(database));
  running.push(server);
  return server;
};
try {
  const servers = { bare: await start('bare'), guarded: await start('guarded'), row: await start('row'), product: await start('product') };
  await measure(database, servers);
} finally {
  for (const { process: child } of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await database.close();
}
