import { cpus } from 'node:os';
import { type BenchProcess, productEnvironment, startBenchProcess } from './bench-process.js';
import { type BenchDatabase, givenMeteredTenant, isExact, openBenchDatabase, statementRate } from './metering-database.js';
import type { Mode } from './metering-server.js';
import {
  type Comparison,
  type Contender,
  type NextRequest,
  overHttp,
  pairedRounds,
  type Target,
  timesOf,
  toTable,
} from './paired-rounds.js';

// Targets a1–a5 and h of the performance page: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SECONDS = Number(process.env['SECONDS'] ?? 3);
const CONNECTIONS = Number(process.env['CONNECTIONS'] ?? 64);
const SPREAD_TENANTS = Number(process.env['TENANTS'] ?? 1_000);
const STATEMENT_CLIENTS = 50;
const BULK_EVENTS = 1_000;
const BULK_CONNECTIONS = 4;
const options = { rounds: ROUNDS, seconds: SECONDS };

type Servers = Readonly<Record<Mode, BenchProcess>>;

interface Tenant {
  readonly tenantId: string;
  readonly apiKey: string;
}

const print = (text: string): boolean => process.stdout.write(`${text}\n`);
const ratioOf = (one: Comparison | undefined): string => (one?.ratio.median ?? Number.NaN).toFixed(2);

let sent = 0;
const nextKey = (): string => `"k${++sent}"`;
const bearer = ({ apiKey }: Tenant): Record<string, string> => ({ authorization: `Bearer ${apiKey}` });
const next = (): NextRequest => ({ body: `{"key":${nextKey()}}` });

const targetOf = (label: string, server: BenchProcess, tenant: Tenant, over: Partial<Target> = {}): Target => ({
  label,
  url: `${server.url}/api/billing/usage`,
  headers: { 'content-type': 'application/json', ...bearer(tenant) },
  connections: CONNECTIONS,
  next,
  ...over,
});

async function measureGuards(servers: Servers, tenant: Tenant): Promise<Comparison[]> {
  print('h  guarded route (API key, rate limit, validation, serialisation) beside a bare Nest/Fastify route');
  const guards = await pairedRounds(
    [targetOf('bare Nest/Fastify route', servers.bare, tenant), targetOf('guarded route, no database', servers.guarded, tenant)],
    options,
  );
  print(`${toTable(guards)}\n   target ≥ 0.50, moonshot ≥ 0.65: ${ratioOf(guards[1])}\n`);
  return guards;
}

/** The same statement as the product's, one event each, from a pool of bare clients. */
const perEvent = (database: BenchDatabase, nextTenant: () => string): Contender => ({
  label: `database alone, one event per statement, c${STATEMENT_CLIENTS}`,
  measure: (seconds) => statementRate(database.platformUrl, STATEMENT_CLIENTS, seconds, () => [nextTenant()]),
});

async function measureHot(database: BenchDatabase, servers: Servers, tenant: Tenant): Promise<Comparison[]> {
  print('a1 one hot tenant, every event durable before its answer');
  const hot = await pairedRounds(
    [
      targetOf('same route, no database', servers.guarded, tenant),
      targetOf('product: micro-batch', servers.product, tenant),
      targetOf('same route, one statement per event', servers.row, tenant),
      perEvent(database, () => tenant.tenantId),
    ],
    options,
  );
  print(toTable(hot));
  print(`   target ≥ 0.40 of the route without a database, moonshot ≥ 0.60: ${ratioOf(hot[1])}`);
  print(`   target ≥ 3× the database's own rate per event, moonshot ≥ 6×: ${timesOf(hot[1], hot[3])}×`);
  print(`   and beside the route with one statement per event: ${timesOf(hot[1], hot[2])}×\n`);
  return hot;
}

async function measureSpread(database: BenchDatabase, servers: Servers, tenants: readonly Tenant[]): Promise<Comparison[]> {
  print(`a2 ${tenants.length} tenants`);
  const [first] = tenants;
  if (!first) throw new Error('no tenants');
  let turn = 0;
  const nextTenant = (): Tenant => tenants[turn++ % tenants.length] ?? first;
  const spread = { next: (): NextRequest => ({ ...next(), headers: bearer(nextTenant()) }) };
  const compared = await pairedRounds(
    [
      targetOf('same route, no database', servers.guarded, first, spread),
      targetOf('product: micro-batch', servers.product, first, spread),
      perEvent(database, () => nextTenant().tenantId),
    ],
    options,
  );
  print(toTable(compared));
  print(`   target ≥ 0.35 of the route without a database, moonshot ≥ 0.50: ${ratioOf(compared[1])}`);
  print(`   target ≥ 1× the database's own rate per event, moonshot ≥ 1.5×: ${timesOf(compared[1], compared[2])}×\n`);
  return compared;
}

async function measureLatency(servers: Servers, tenant: Tenant, perSecond: number): Promise<Comparison[]> {
  const rate = Math.max(1, Math.floor(perSecond / 2));
  print(`a3 latency at half load: ${rate} requests/s, open loop`);
  const compared = await pairedRounds(
    [
      overHttp(targetOf('same route, no database', servers.guarded, tenant), rate),
      overHttp(targetOf('product: micro-batch', servers.product, tenant), rate),
    ],
    options,
  );
  print(toTable(compared));
  const times = (compared[1]?.p99 ?? Number.NaN) / Math.max(1, compared[0]?.p99 ?? 1);
  print(`   target p99 ≤ 3× the route without a database, moonshot ≤ 2×: ${times.toFixed(1)}×\n`);
  return compared;
}

async function measureBulk(database: BenchDatabase, servers: Servers, tenant: Tenant): Promise<Comparison[]> {
  print(`a4 bulk: ${BULK_EVENTS} events per request, ${BULK_CONNECTIONS} connections`);
  const items = (): string => Array.from({ length: BULK_EVENTS }, () => `{"key":${nextKey()}}`).join(',');
  const same = Array.from({ length: BULK_EVENTS }, () => tenant.tenantId);
  const compared = await pairedRounds(
    [
      {
        label: `database alone, ${BULK_EVENTS} events per statement`,
        measure: (seconds) => statementRate(database.platformUrl, 1, seconds, () => same),
      },
      targetOf('product: POST /api/billing/usage', servers.product, tenant, {
        connections: BULK_CONNECTIONS,
        eventsPerRequest: BULK_EVENTS,
        next: () => ({ body: `[${items()}]` }),
      }),
    ],
    options,
  );
  print(toTable(compared));
  print(`   target ≥ 0.40, moonshot ≥ 0.60: ${ratioOf(compared[1])}\n`);
  return compared;
}

async function measure(database: BenchDatabase, servers: Servers): Promise<void> {
  const hotTenant = await givenMeteredTenant(database.owner);
  const tenants: Tenant[] = [];
  for (let index = 0; index < SPREAD_TENANTS; index++) tenants.push(await givenMeteredTenant(database.owner));
  print(`${ROUNDS} paired rounds of ${SECONDS} s, ${CONNECTIONS} connections, ${cpus().length} cores, Node ${process.version}\n`);
  const guards = await measureGuards(servers, hotTenant);
  const hot = await measureHot(database, servers, hotTenant);
  const spread = await measureSpread(database, servers, tenants);
  const latency = await measureLatency(servers, hotTenant, hot[1]?.perSecond ?? 0);
  const bulk = await measureBulk(database, servers, hotTenant);

  print('a5 exactness without faults (with faults: test/chaos/metering-chaos.ts)');
  const exact = await isExact(database.owner);
  const bad = [...guards, ...hot, ...spread, ...latency, ...bulk].reduce((sum, { bad: count }) => sum + count, 0);
  print(exact ? 'exact: each counter equals the sum of its events' : 'NOT EXACT: a counter differs from the sum of its events');
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
  await measure(database, {
    bare: await start('bare'),
    guarded: await start('guarded'),
    row: await start('row'),
    product: await start('product'),
  });
} finally {
  for (const server of running) await server.stop();
  await database.close();
}
