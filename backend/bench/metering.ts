import { cpus } from 'node:os';
import { type BenchProcess, productEnvironment, startBenchProcess } from './bench-process.js';
import { type BenchDatabase, givenMeteredTenant, isExact, openBenchDatabase } from './metering-database.js';
import { type NextRequest, pairedRounds, type Target, timesOf, toTable } from './paired-rounds.js';
import type { Mode } from './metering-server.js';

// Targets a1 and h of the performance page: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SECONDS = Number(process.env['SECONDS'] ?? 3);
const CONNECTIONS = Number(process.env['CONNECTIONS'] ?? 64);

let sent = 0;
const next = (): NextRequest => ({ body: `{"key":"k${++sent}"}` });

function targetOf(
  label: string,
  server: BenchProcess,
  { apiKey, connections = CONNECTIONS }: { apiKey: string; connections?: number },
): Target {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
  return { label, url: `${server.url}/api/billing/usage`, headers, connections, next };
}

async function measure(database: BenchDatabase, servers: Record<Mode, BenchProcess>): Promise<void> {
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
const running: BenchProcess[] = [];
const start = async (mode: Mode): Promise<BenchProcess> => {
  const server = await startBenchProcess('./metering-server.js', mode, productEnvironment(database));
  running.push(server);
  return server;
};
try {
  const servers = { bare: await start('bare'), guarded: await start('guarded'), row: await start('row'), product: await start('product') };
  await measure(database, servers);
} finally {
  for (const server of running) await server.stop();
  await database.close();
}
