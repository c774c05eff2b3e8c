import { PAID_GRACE_PERCENT } from '@orbisvoice/shared-dto/values';
import pg from 'pg';
import { workerDatabase } from '../harness/postgres.js';
import { admit, announced, givenSubscription, givenTenant, totals, windowOf } from './metering-database.js';

let owner: pg.Pool;
let platform: pg.Pool;

beforeAll(async () => {
  const database = await workerDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  platform = new pg.Pool({ connectionString: database.platformUrl, max: 4 });
});
afterAll(() => Promise.all([owner.end(), platform.end()]));

const aroundNow = (): { start: Date; end: Date } => ({ start: new Date(Date.now() - 60_000), end: new Date(Date.now() + 60_000) });

describe('free periods', () => {
  it.each([
    ['UTC', '2028-02-29T23:59:59.999Z', '2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
    ['UTC', '2027-02-28T23:59:59.999Z', '2027-02-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z'],
    // March of Berlin: an hour shorter than 31 days
    ['Europe/Berlin', '2026-03-15T12:00:00Z', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['Europe/Berlin', '2026-03-31T22:00:00Z', '2026-03-31T22:00:00.000Z', '2026-04-30T22:00:00.000Z'],
    ['America/New_York', '2026-11-01T04:30:00Z', '2026-11-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
    ['Pacific/Auckland', '2026-12-31T10:59:59Z', '2026-11-30T11:00:00.000Z', '2026-12-31T11:00:00.000Z'],
    ['Not/AZone', '2026-05-05T00:00:00Z', '2026-05-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'],
  ])('%s at %s is the calendar month', async (timeZone, at, start, end) => {
    const tenantId = await givenTenant(owner, { timeZone });
    expect(await windowOf(platform, tenantId, new Date(at))).toEqual({ start, end, lim: 100, ceiling: 100 });
  });

  it('meets without gap or overlap in every month and zone', async () => {
    for (const timeZone of ['Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
      const tenantId = await givenTenant(owner, { timeZone });
      let window = await windowOf(platform, tenantId, new Date('2027-12-10T00:00:00Z'));
      for (let month = 0; month < 15; month++) {
        const next = await windowOf(platform, tenantId, new Date(window.end));
        expect(next.start).toBe(window.end);
        window = next;
      }
    }
  });
});

describe('paid periods', () => {
  it('are the subscription’s, with the grace on top of the limit', async () => {
    const tenantId = await givenTenant(owner);
    await givenSubscription(owner, tenantId, { start: new Date('2026-01-31T10:00:00Z'), end: new Date('2026-02-28T10:00:00Z') });
    expect(await windowOf(platform, tenantId, new Date('2026-02-10T00:00:00Z'))).toEqual({
      start: '2026-01-31T10:00:00.000Z',
      end: '2026-02-28T10:00:00.000Z',
      lim: 1_000,
      ceiling: 1_000 + Math.floor((1_000 * PAID_GRACE_PERCENT) / 100),
    });
  });

  it.each([
    ['2026-03-10T00:00:00Z', '2026-02-28T10:00:00.000Z', '2026-03-28T10:00:00.000Z'],
    ['2026-06-28T10:00:00Z', '2026-06-28T10:00:00.000Z', '2026-07-28T10:00:00.000Z'],
    ['2026-01-10T00:00:00Z', '2025-12-31T10:00:00.000Z', '2026-01-31T10:00:00.000Z'],
  ])('roll by whole months while the renewal has not arrived (%s)', async (at, start, end) => {
    const tenantId = await givenTenant(owner);
    await givenSubscription(owner, tenantId, { start: new Date('2026-01-31T10:00:00Z'), end: new Date('2026-02-28T10:00:00Z') });
    expect(await windowOf(platform, tenantId, new Date(at))).toMatchObject({ start, end });
  });
});

describe('a change of plan', () => {
  it('closes the free period and opens the paid one, and goes back to where it stopped', async () => {
    const tenantId = await givenTenant(owner);
    const start = new Date(Date.now() - 60_000);
    await admit(
      platform,
      Array.from({ length: 100 }, (_, index) => ({ tenantId, key: `f${index}` })),
    );
    expect(await admit(platform, [{ tenantId, key: 'over' }])).toEqual([{ status: 'refused', used: null }]);

    await givenSubscription(owner, tenantId, { start, end: new Date(Date.now() + 2_000_000_000) });
    await platform.query('select usage_apply_plan($1)', [tenantId]);
    expect(await admit(platform, [{ tenantId, key: 'over' }])).toEqual([{ status: 'created', used: 1 }]);

    await owner.query(`update subscriptions set status = 'canceled' where tenant_id = $1`, [tenantId]);
    await owner.query(`update tenants set subscription_tier = 'free' where id = $1`, [tenantId]);
    await platform.query('select usage_apply_plan($1)', [tenantId]);
    expect(await admit(platform, [{ tenantId, key: 'again' }])).toEqual([{ status: 'refused', used: null }]);
    expect(await totals(owner, tenantId)).toMatchObject({ used: 101, countedEvents: 101 });
  });

  it('never lowers the ceiling below what is taken', async () => {
    const tenantId = await givenTenant(owner);
    await givenSubscription(owner, tenantId, { ...aroundNow(), plan: 'professional' });
    await admit(platform, [
      { tenantId, key: 'bulk', quantity: 5_000 },
      { tenantId, key: 'live', isReservation: true },
    ]);
    await owner.query(`update subscriptions set plan_code = 'starter' where tenant_id = $1`, [tenantId]);
    await owner.query(`update tenants set subscription_tier = 'starter' where id = $1`, [tenantId]);
    await platform.query('select usage_apply_plan($1)', [tenantId]);
    const { rows } = await platform.query('select used::int, reserved::int, lim::int, ceiling::int from usage_summary($1)', [tenantId]);
    expect(rows).toEqual([{ used: 5_000, reserved: 1, lim: 1_000, ceiling: 5_001 }]);
    expect(await announced(owner, tenantId)).toEqual({ rows: [80, 100], outbox: [80, 100] });
  });

  it('lets a higher limit be approached anew', async () => {
    const tenantId = await givenTenant(owner);
    await givenSubscription(owner, tenantId, aroundNow());
    await admit(platform, [{ tenantId, key: 'a', quantity: 900 }]);
    await owner.query(`update tenants set subscription_tier = 'professional' where id = $1`, [tenantId]);
    await platform.query('select usage_apply_plan($1)', [tenantId]);
    await admit(platform, [{ tenantId, key: 'b', quantity: 7_200 }]);
    expect((await announced(owner, tenantId)).outbox).toEqual([80, 80]);
  });
});
