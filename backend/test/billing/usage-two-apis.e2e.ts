import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import type { UsageResults } from '@orbisvoice/shared-dto';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { Usage } from '../../src/modules/billing/index.js';
import { ExpireReservations } from '../../src/modules/billing/jobs/expire-reservations.job.js';
import { tenantIdOf, type TenantId } from '../../src/platform/access/tenant-id.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { givenPeriod, givenTenant, totals } from './metering-database.js';

/** Two APIs on one database, each with pools and batches of its own. */
let apps: readonly [TestApp, TestApp];

beforeAll(async () => {
  const first = await startTestApp();
  apps = [first, await startTestApp({ database: first.database })];
});
afterAll(() => Promise.all(apps.map((app) => app.close())));

const either = (index: number): TestApp => apps[index % 2] ?? apps[0];
const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const report = (app: TestApp, { token }: TestOwner, body: unknown) => app.request<UsageResults>('POST', '/billing/usage', { token, body });

/** A tenant with room for exactly `left` more. */
async function givenRoomFor(left: number): Promise<TestOwner> {
  const owner = await apps[0].signUp();
  await givenPeriod(apps[0].owner, owner.tenantId, left);
  return owner;
}

describe('two APIs', () => {
  it.each([1, 7, 49])('admit exactly %i of 50 parallel writers when so many are left', async (left) => {
    const owner = await givenRoomFor(left);
    const answers = await Promise.all(times(50).map((index) => report(either(index), owner, { key: `w${index}` })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(left);
    for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, body]).toMatchObject([402, { code: 'usage_limit_reached', params: { limit: left, used: expect.any(Number) } }]);
    }
    // each place was given once, in order
    const counts = answers.flatMap(({ status, body }) => (status === 200 ? body.items.map(({ used }) => used) : []));
    expect(counts.sort((a, b) => Number(a) - Number(b))).toEqual(times(left).map((index) => index + 1));
    expect(await totals(apps[0].owner, owner.tenantId)).toMatchObject({ used: left, countedEvents: left });
  });

  it('count a key once that 50 writers send at the same moment, and tell a different body from it', async () => {
    const owner = await givenRoomFor(1_000);
    const answers = await Promise.all(times(50).map((index) => report(either(index), owner, { key: 'one', quantity: index < 25 ? 1 : 2 })));
    const statuses = answers.map(({ status, body }) => (status === 200 ? body.items[0]?.status : status));
    expect(statuses.filter((status) => status === 'created')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(24);
    expect(statuses.filter((status) => status === 409)).toHaveLength(25);
    expect((await totals(apps[0].owner, owner.tenantId)).countedEvents).toBe(statuses.indexOf('created') < 25 ? 1 : 2);
  });

  it('admit batches of a thousand that overlap, each item once and never beyond the limit', async () => {
    const left = 1_700;
    const owner = await givenRoomFor(left);
    // each batch repeats half of the one before
    const batches = times(6).map((batch) => times(LIMITS.usageBatchMax).map((index) => ({ key: `k${batch * 500 + index}` })));
    const answers = await Promise.all(batches.map((batch, index) => report(either(index), owner, batch)));
    const items = answers.flatMap(({ body }) => body.items);
    expect(answers.map(({ status }) => status)).toEqual(times(6).map(() => 200));
    expect(items).toHaveLength(6 * LIMITS.usageBatchMax);
    for (const [index, { body }] of answers.entries())
      expect(body.items.map(({ key }) => key)).toEqual(batches[index]?.map(({ key }) => key));
    const created = items.filter(({ status }) => status === 'created').map(({ key }) => key);
    expect(created).toHaveLength(left);
    expect(new Set(created).size).toBe(left);
    // whoever was told `duplicate` heard the count of the one that counted
    const countOf = new Map(items.filter(({ status }) => status === 'created').map(({ key, used }) => [key, used]));
    for (const { status, key, used } of items) if (status === 'duplicate') expect([key, used]).toEqual([key, countOf.get(key)]);
    expect(await totals(apps[0].owner, owner.tenantId)).toMatchObject({ used: left, countedEvents: left });
  });

  it('keep reservations, events and batches of one tenant exact together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }), async (left, share) => {
        const owner = await givenRoomFor(left);
        const tenantId = tenantIdOf(owner.tenantId);
        const reservations = times(share).map((index) =>
          either(index)
            .get(Usage)
            .reserve(tenantId, { key: `s${index}`, conversationId: randomUUID() }),
        );
        const events = times(20).map((index) => report(either(index), owner, { key: `e${index}` }));
        const batch = report(
          either(share),
          owner,
          times(30).map((index) => ({ key: `b${index}` })),
        );
        const [reserved, single, many] = await Promise.all([Promise.all(reservations), Promise.all(events), batch]);
        const taken =
          reserved.filter(({ outcome }) => outcome === 'admitted').length +
          single.filter(({ status }) => status === 200).length +
          many.body.items.filter(({ status }) => status === 'created').length;
        expect(taken).toBe(Math.min(left, share + 50));
        const { used, reserved: held } = await totals(apps[0].owner, owner.tenantId);
        expect(used + held).toBe(taken);
      }),
      { numRuns: 8 },
    );
  });
});

describe('a reservation whose conversation nobody ended', () => {
  const aged = (tenantId: TenantId) =>
    apps[0].owner.query(`update usage_events set at = now() - interval '25 hours' where tenant_id = $1 and state = 'reserved'`, [tenantId]);
  const sweep = (app = apps[0]): Promise<void> => app.get(ExpireReservations).run();
  const state = (tenantId: TenantId) => totals(apps[0].owner, tenantId);
  const [key, other] = ['session', 'other'];

  async function givenReservation(ceiling = 1): Promise<{ tenantId: TenantId; usage: Usage }> {
    const tenantId = tenantIdOf(await givenTenant(apps[0].owner));
    await givenPeriod(apps[0].owner, tenantId, ceiling);
    const usage = apps[0].get(Usage);
    expect(await usage.reserve(tenantId, { key, conversationId: randomUUID() })).toMatchObject({ outcome: 'admitted' });
    await aged(tenantId);
    return { tenantId, usage };
  }

  it('that ends before the sweep counts, and the sweep takes nothing back', async () => {
    const { tenantId, usage } = await givenReservation();
    expect(await usage.settle(tenantId, key)).toBe('settled');
    await sweep();
    expect(await usage.release(tenantId, key)).toBe('counted');
    expect(await state(tenantId)).toMatchObject({ used: 1, reserved: 0, countedEvents: 1 });
  });

  it('that ends after the sweep counts while its place is free, once', async () => {
    const { tenantId, usage } = await givenReservation();
    await sweep();
    expect(await state(tenantId)).toMatchObject({ used: 0, reserved: 0 });
    expect(await usage.settle(tenantId, key)).toBe('settled');
    expect(await usage.settle(tenantId, key)).toBe('already');
    expect(await state(tenantId)).toMatchObject({ used: 1, reserved: 0, countedEvents: 1 });
  });

  it('that ends after the sweep is refused when somebody else has its place by then', async () => {
    const { tenantId, usage } = await givenReservation();
    await sweep();
    expect(await usage.reserve(tenantId, { key: other, conversationId: randomUUID() })).toMatchObject({ outcome: 'admitted' });
    expect(await usage.settle(tenantId, key)).toBe('refused');
    expect(await usage.settle(tenantId, other)).toBe('settled');
    expect(await state(tenantId)).toMatchObject({ used: 1, reserved: 0, countedEvents: 1 });
  });

  it('that ends while two sweeps look is counted or given back, never both and never neither', async () => {
    for (let round = 0; round < 12; round++) {
      const { tenantId } = await givenReservation(2);
      const ends = apps[1].get(Usage).settle(tenantId, key);
      await Promise.all([sweep(), ends, sweep(apps[1])]);
      // whoever came first, the end finds its place or takes it again
      expect(await ends).toBe('settled');
      expect(await state(tenantId)).toMatchObject({ used: 1, reserved: 0, countedEvents: 1, reservedEvents: 0 });
    }
  });
});
