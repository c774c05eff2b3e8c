import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { workerDatabase, type TestDatabase } from '../harness/postgres.js';
import { admit, announced, givenPeriod, givenTenant, totals } from './metering-database.js';

let database: TestDatabase;
let owner: pg.Pool;
let pools: pg.Pool[];

beforeAll(async () => {
  database = await workerDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  pools = [1, 2].map(() => new pg.Pool({ connectionString: database.platformUrl, max: 10 }));
});
afterAll(() => Promise.all([owner, ...pools].map((pool) => pool.end())));

const either = (index: number): pg.Pool => pools[index % pools.length] ?? owner;
const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('metering under concurrency', () => {
  it('admits exactly 10 of 50 parallel reservations when 10 are left', async () => {
    const tenantId = await givenTenant(owner);
    await givenPeriod(owner, tenantId, 10);
    const answers = await Promise.all(
      times(50).map((index) => admit(either(index), [{ tenantId, key: `s${index}`, isReservation: true }])),
    );
    const admitted = answers.flat().filter((answer) => answer.status === 'created');
    expect(admitted).toHaveLength(10);
    expect(await totals(owner, tenantId)).toMatchObject({ used: 0, reserved: 10, reservedEvents: 10 });
  });

  it('counts the same key once, however many ask at the same moment', async () => {
    const tenantId = await givenTenant(owner);
    const answers = await Promise.all(times(30).map((index) => admit(either(index), [{ tenantId, key: 'one' }])));
    const statuses = answers.flat().map((answer) => answer.status);
    expect(statuses.filter((status) => status === 'created')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(29);
    expect(answers.flat().every((answer) => answer.used === 1)).toBe(true);
    expect(await totals(owner, tenantId)).toMatchObject({ used: 1, countedEvents: 1 });
  });

  it('tells of each threshold exactly once', async () => {
    const tenantId = await givenTenant(owner);
    await givenPeriod(owner, tenantId, 22, 20);
    await Promise.all(times(40).map((index) => admit(either(index), [{ tenantId, key: `k${index}` }])));
    expect(await announced(owner, tenantId)).toEqual({ rows: [80, 100], outbox: [80, 100] });
    expect(await totals(owner, tenantId)).toMatchObject({ used: 22 });
  });

  it('never deadlocks for good when batches name the same tenants in different orders', async () => {
    const tenants = await Promise.all(times(6).map(() => givenTenant(owner)));
    const batches = times(60).map((index) => {
      const order = index % 2 ? tenants : [...tenants].reverse();
      return admit(
        either(index),
        order.map((tenantId) => ({ tenantId, key: `b${index}` })),
      );
    });
    await Promise.all(batches);
    for (const tenantId of tenants) expect(await totals(owner, tenantId)).toMatchObject({ used: 60, countedEvents: 60 });
  });

  it('stays exact with two processes writing to the same tenants', async () => {
    const [hot, spread] = [await givenTenant(owner), await givenTenant(owner)];
    await givenPeriod(owner, hot, 300);
    await givenPeriod(owner, spread, 100_000);
    const writers = [1, 2].map((seed) => runWriter(database.platformUrl, `${hot},${spread}`, seed));
    const created = (await Promise.all(writers)).reduce((sum, one) => sum + one, 0);
    const [atLimit, counted] = [await totals(owner, hot), await totals(owner, spread)];
    expect(atLimit).toMatchObject({ used: 300, countedEvents: 300 });
    expect(counted.used).toBe(counted.countedEvents);
    expect(created).toBe(atLimit.used + counted.used);
  });
});

/** Another Node process with its own pool; resolves to how many events it was told were created. */
async function runWriter(url: string, tenants: string, seed: number): Promise<number> {
  const script = fileURLToPath(new URL('./usage-writer.mjs', pathOfThisFile));
  const child = spawn(process.execPath, [script, url, tenants, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0) throw new Error(`writer ended with ${code}`);
  return Number(output);
}
const pathOfThisFile = `file://${__filename}`;
