import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { givenMeteredTenant, isExact } from '../../bench/metering-database.js';
import { freePort } from '../../sandbox/postgres/index.js';
import { migrate } from '../../src/migrate.js';

import { MortalCluster } from './cluster.js';
import { openFaultProxy, type FaultProxy } from './fault-proxy.js';
import { ApiProcess, PASSWORDS, platformEnvironment } from './mortal-process.js';

// How to run it and what it proves: README.md beside it.
const SECONDS = Number(process.env['SECONDS'] ?? 40);
const SEED = Number(process.env['SEED'] ?? 1);
const CLIENTS = Number(process.env['CLIENTS'] ?? 48);
const SATURATED_AT = Number(process.env['SATURATED_AT'] ?? 500);
const RECOVERY_MS = Number(process.env['RECOVERY_MS'] ?? 2_000);
/** These faults, each once, in this order; instead of seconds full of them. */
const CHOSEN = process.env['FAULTS']?.split(',').map((name) => name.trim());
/** How much the negative control may owe: enough for every fault to find something, little enough to be worked off. */
const CONTROL_DEBT = 200;
const isControl = process.argv.includes('--answer-first');

interface Tenant {
  readonly tenantId: string;
  readonly apiKey: string;
}

let seed = SEED;
const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
function post(port: number, apiKey: string, key: string): Promise<number> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
    const request = http.request(
      { host: '127.0.0.1', port, path: '/api/billing/usage', method: 'POST', agent, timeout: 4_000, headers },
      (answer) => {
        answer
          .resume()
          .once('end', () => done(answer.statusCode ?? 0))
          .once('error', fail);
      },
    );
    request.once('error', fail).once('timeout', () => request.destroy(new Error('no answer')));
    request.end(JSON.stringify({ key }));
  });
}

const keyIn = (body: string): string => (JSON.parse(body) as { key: string }).key;

let owed = 0;
/** The negative control: says yes at once and passes the event on without caring. Never part of the product. */
async function answerFirst(target: () => number): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.once('end', async () => {
      // never so fast that the platform gets no processor
      do await sleep(10);
      while (owed >= CONTROL_DEBT);
      owed++;
      response.writeHead(200).end('{}');
      const apiKey = (request.headers.authorization ?? '').slice('Bearer '.length);
      await post(target(), apiKey, keyIn(body)).catch(() => undefined);
      owed--;
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

const cluster = await MortalCluster.start();
await migrate({ ownerUrl: cluster.ownerUrl, ...PASSWORDS, log: () => undefined });
const proxy: FaultProxy = await openFaultProxy(cluster.port);
const setup = cluster.ownerPool();
const tenants: Tenant[] = [];
for (let index = 0; index < 4; index++) tenants.push(await givenMeteredTenant(setup));
await setup.query('update usage_periods set lim = $2, ceiling = $2 where tenant_id = $1', [tenants[0]?.tenantId, SATURATED_AT]);
await setup.end();

const environment = platformEnvironment(proxy.port);
const apis = [new ApiProcess(await freePort(), environment), new ApiProcess(await freePort(), environment)];
await Promise.all(apis.map((api) => api.listen()));
const anyApi = (): number => apis[Math.floor(Math.random() * apis.length)]?.port ?? 0;
const control = isControl ? await answerFirst(anyApi) : undefined;
const controlAddress = control?.address();
const controlPort = controlAddress && typeof controlAddress === 'object' ? controlAddress.port : 0;

const acknowledged = new Map<string, string>();
const refused = new Map<string, string>();
const counts = { attempts: 0, failedAttempts: 0 };
let isGoing = true;
let lastSuccess = 0;
let next = 0;

/** Sends one event after another, each with the same key until it is decided. */
async function client(): Promise<void> {
  while (isGoing) {
    const tenant = tenants[Math.floor(Math.random() * tenants.length)];
    if (!tenant) return;
    const key = `k${next++}`;
    for (let isOpen = true; isOpen;) {
      counts.attempts++;
      const status = await post(isControl ? controlPort : anyApi(), tenant.apiKey, key).catch(() => 0);
      isOpen = status !== 200 && status !== 402;
      if (status === 200) acknowledged.set(key, tenant.tenantId);
      if (status === 402) refused.set(key, tenant.tenantId);
      if (!isOpen) lastSuccess = Date.now();
      else {
        counts.failedAttempts++;
        await sleep(50 + Math.random() * 150);
      }
    }
  }
}

const recoveries: number[] = [];
/** Time from the moment everything is up again to the first event that is decided. */
async function recovered(since: number): Promise<void> {
  while (lastSuccess < since && Date.now() - since < 20_000) await sleep(10);
  recoveries.push(Math.max(0, (lastSuccess < since ? Date.now() : lastSuccess) - since));
}

const FAULTS: Readonly<Record<string, () => Promise<void>>> = {
  'kill one API': async () => {
    const api = apis[Math.floor(random() * apis.length)];
    await api?.die();
    await api?.listen();
    await recovered(Date.now());
  },
  'kill both APIs': async () => {
    await Promise.all(apis.map((api) => api.die()));
    await Promise.all(apis.map((api) => api.listen()));
    await recovered(Date.now());
  },
  'kill Postgres': async () => {
    await cluster.dieAndReturn();
    await recovered(Date.now());
  },
  'reset connections': () => Promise.resolve(proxy.reset()),
  'black hole 1.2 s': async () => {
    proxy.faults.isBlackHole = true;
    await sleep(1_200);
    proxy.faults.isBlackHole = false;
  },
  'latency 120 ms': async () => {
    proxy.faults.latency = 120;
    await sleep(1_500);
    proxy.faults.latency = 0;
  },
};

const names = Object.keys(FAULTS);
const made: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
async function make(name: string): Promise<void> {
  const fault = FAULTS[name];
  if (!fault) throw new Error(`no fault "${name}"; there are: ${names.join(', ')}`);
  await sleep(600 + random() * 900);
  made[name] = (made[name] ?? 0) + 1;
  await fault();
}

const clients = Array.from({ length: CLIENTS }, client);
const end = Date.now() + SECONDS * 1_000;
for (const name of CHOSEN ?? []) await make(name);
for (let round = 0; !CHOSEN && Date.now() < end; round++) {
  // each kind once, then whatever the seed says
  await make(names[round < names.length ? round : Math.floor(random() * names.length)] ?? '');
}
// the saturated tenant fills up by itself, however slow the machine is
for (let round = 0; refused.size === 0 && round < 600 && !isControl; round++) await sleep(50);
isGoing = false;
await Promise.all(clients);
// what the control still owes is worked off: only what a fault took is missing
for (let round = 0; owed > 0 && round < 600; round++) await sleep(50);
await sleep(1_000);

const pool = cluster.ownerPool();
const stored = await pool.query<{ tenant_id: string; key: string }>(`select tenant_id, key from usage_events where state = 'counted'`);
const have = new Set(stored.rows.map((row) => `${row.tenant_id} ${row.key}`));
const has = ([key, tenantId]: [string, string]): boolean => have.has(`${tenantId} event:${key}`);
const lost = [...acknowledged].filter((entry) => !has(entry)).length;
const storedThoughRefused = [...refused].filter(has).length;
const over = await pool.query('select 1 from usage_periods where used + reserved > ceiling');
const saturated = await pool.query<{ used: string }>('select used from usage_periods where tenant_id = $1', [tenants[0]?.tenantId]);
const used = Number(saturated.rows[0]?.used);
const isCounterExact = await isExact(pool);
await pool.end();

const slowest = Math.max(0, ...recoveries);
const checks: Readonly<Record<string, boolean>> = {
  'every acknowledged event is stored': lost === 0,
  'no refused event is stored': storedThoughRefused === 0,
  'nothing is stored that nobody was told of': have.size === acknowledged.size - lost,
  'each counter is the sum of its events': isCounterExact,
  'nothing is over its ceiling': over.rowCount === 0,
  'the saturated tenant is exactly at its ceiling': refused.size > 0 && used === SATURATED_AT,
  [`first success within ${RECOVERY_MS} ms of a restart`]: slowest <= RECOVERY_MS,
};
print(
  `seed ${SEED}, ${CHOSEN ? `${CHOSEN.length} faults` : `${SECONDS} s`}, ${CLIENTS} clients, two API processes${isControl ? ', NEGATIVE CONTROL: answers before commit' : ''}`,
);
print(`faults ${JSON.stringify(made)}`);
print(
  JSON.stringify({
    ...counts,
    acknowledged: acknowledged.size,
    refused: refused.size,
    stored: have.size,
    lost,
    storedThoughRefused,
    saturated: used,
    slowestRecoveryMs: slowest,
  }),
);
for (const [check, holds] of Object.entries(checks)) print(`${holds ? 'ok  ' : 'FAIL'} ${check}`);
const isGood = Object.values(checks).every(Boolean);
print(isGood ? 'PASS' : 'FAIL');

control?.close();
control?.closeAllConnections();
agent.destroy();
await Promise.all(apis.map((api) => api.die()));
proxy.close();
await cluster.close();
process.exit(isGood ? 0 : 1);
