import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type BenchProcess, productEnvironment, startBenchProcess } from './bench-process.js';
import { type BenchDatabase, openBenchDatabase } from './metering-database.js';
import { type Comparison, load, pairedRounds, timesOf, toTable } from './paired-rounds.js';
import { loadReady, readyLoad, type ReadyTarget } from './ready-load.js';
import { signedEvent } from './signed-load.js';
import type { IntakeMode } from './stripe-intake-server.js';

// Target f of the performance page: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SECONDS = Number(process.env['SECONDS'] ?? 3);
const CONNECTIONS = Number(process.env['CONNECTIONS'] ?? 64);
/** What the issue allows between an event's arrival and its 2xx. */
const OWN_WORK_MS = 20;
const KNOWN_EVENTS = 500;
/** Of 100 ms each. */
const HAND_OVER_ROUNDS = 100;

type Servers = Readonly<Record<Exclude<IntakeMode, 'worker'>, BenchProcess>>;

const print = (text: string): boolean => process.stdout.write(`${text}\n`);
const target = (label: string, { url }: BenchProcess, over: Partial<ReadyTarget> = {}): ReadyTarget => ({
  label,
  url: `${url}/api/webhooks/stripe`,
  connections: CONNECTIONS,
  next: () => signedEvent(),
  ...over,
});

/** Each slice begins with empty tables, so that none pays for what an earlier one left. */
const emptied = (owner: pg.Pool) => async (): Promise<void> => {
  await owner.query('truncate bench_events, bench_bodies, stripe_events, bullmq.job cascade');
};

async function measureFresh(owner: pg.Pool, servers: Servers): Promise<Comparison[]> {
  print('f  fresh signed events, each committed before its 2xx');
  const fresh = await pairedRounds(
    [
      target('bare Fastify, signature check only', servers.verify),
      target('bare Fastify, insert per event', servers.each),
      target('bare Fastify, batched insert', servers.batched),
      target('product: POST /api/webhooks/stripe', servers.product),
      target('bare Fastify, batched append, no key', servers.appended),
    ].map(readyLoad),
    { rounds: ROUNDS, seconds: SECONDS, prepare: emptied(owner) },
  );
  print(toTable(fresh));
  print(`   target ≥ 0.65 of the signature check alone, moonshot ≥ 0.80: ${fresh[3]?.ratio.median.toFixed(2)}`);
  print(
    `   what a durable row leaves of that, batched: ${fresh[2]?.ratio.median.toFixed(2)}; the product beside it: ${timesOf(fresh[3], fresh[2])}`,
  );
  print(
    `   with neither key nor JSON, only committed: ${fresh[4]?.ratio.median.toFixed(2)}; the product beside it: ${timesOf(fresh[3], fresh[4])}`,
  );
  print(`   target ≥ 1.7× one insert per event, moonshot ≥ 2×: ${timesOf(fresh[3], fresh[1])}×`);
  print(`   p99 beside the signature check alone, moonshot ≤ 2×: ${((fresh[3]?.p99 ?? 0) / (fresh[0]?.p99 ?? 1)).toFixed(1)}×\n`);
  return fresh;
}

async function measureRepeats(servers: Servers): Promise<Comparison[]> {
  print(`   the same ${KNOWN_EVENTS} events again and again`);
  let turn = 0;
  const next: ReadyTarget['next'] = () => signedEvent(`evt_known${turn++ % KNOWN_EVENTS}`);
  const repeats = await pairedRounds(
    [
      target('bare Fastify, signature check only', servers.verify, { next }),
      target('bare Fastify, batched insert', servers.batched, { next }),
      target('product: POST /api/webhooks/stripe', servers.product, { next }),
    ].map(readyLoad),
    { rounds: ROUNDS, seconds: SECONDS },
  );
  print(`${toTable(repeats)}\n`);
  return repeats;
}

/** One event at a time: nothing waits for anything but its own work, its own flush and this generator. */
async function measureOwnWork(servers: Servers): Promise<boolean> {
  const { latency, errors, non2xx } = await load(
    { ...target('', servers.product, { connections: 1 }), headers: { 'content-type': 'application/json' } },
    SECONDS * 2,
  );
  const isFast = latency.p99 < OWN_WORK_MS;
  print(`   one event at a time, until its 2xx: median ${latency.p50} ms, p99 ${latency.p99} ms, longest ${latency.max} ms`);
  print(`   target < ${OWN_WORK_MS} ms: ${isFast ? 'reached' : 'MISSED'} at p99`);
  for (const mode of ['verify', 'appended', 'each', 'batched', 'product'] as const) {
    const server = servers[mode];
    const before = await server.cpuMicros();
    const { good } = await loadReady(target('', server), SECONDS);
    const micros = ((await server.cpuMicros()) - before) / Math.max(1, good);
    print(`   processor time per event: ${mode.padEnd(8)} ${micros.toFixed(0).padStart(6)} µs`);
  }
  print('');
  return errors + non2xx === 0;
}

async function counts(owner: pg.Pool): Promise<{ stored: number; queued: number }> {
  const { rows } = await owner.query<{ stored: string; queued: string }>(
    'select (select count(*) from stripe_events) as stored, (select count(*) from bullmq.job) as queued',
  );
  return { stored: Number(rows[0]?.stored), queued: Number(rows[0]?.queued) };
}

/** Waits until the queue has what is stored, or gives up. */
async function handedOver(owner: pg.Pool): Promise<{ stored: number; queued: number }> {
  let now = await counts(owner);
  for (let round = 0; round < HAND_OVER_ROUNDS && now.queued < now.stored; round++) {
    await sleep(100);
    now = await counts(owner);
  }
  return now;
}

/** Whether exactly the events that were answered are stored, and a worker takes them to the queue. */
async function isExact({ owner }: BenchDatabase, servers: Servers): Promise<boolean> {
  await emptied(owner)();
  await start('worker');
  const { good: answered } = await loadReady(target('', servers.product), SECONDS);
  const { stored, queued } = await handedOver(owner);
  const isGood = stored === answered && queued === stored;
  print(`${isGood ? 'exact' : 'NOT EXACT'}: ${answered} answered, ${stored} stored, ${queued} in the queue`);
  return isGood;
}

const database = await openBenchDatabase();
const running: BenchProcess[] = [];
const start = async (mode: IntakeMode): Promise<BenchProcess> => {
  const environment = { ...productEnvironment(database), BENCH_OWNER_URL: database.ownerUrl };
  const server = await startBenchProcess('./stripe-intake-server.js', mode, environment);
  running.push(server);
  return server;
};
try {
  print(`${ROUNDS} paired rounds of ${SECONDS} s, ${CONNECTIONS} connections, ${cpus().length} cores, Node ${process.version}`);
  print(`events of ${signedEvent().body.length} bytes\n`);
  const servers = {
    verify: await start('verify'),
    each: await start('each'),
    appended: await start('appended'),
    batched: await start('batched'),
    product: await start('product'),
  };
  const compared = [...(await measureFresh(database.owner, servers)), ...(await measureRepeats(servers))];
  const isClean = await measureOwnWork(servers);
  const exact = await isExact(database, servers);
  if (!exact || !isClean || compared.some(({ bad }) => bad > 0)) process.exitCode = 1;
} finally {
  for (const server of running) await server.stop();
  await database.close();
}
