import { randomUUID } from 'node:crypto';
import { Usage } from '../../src/modules/billing/index.js';
import { ExpireAccess } from '../../src/modules/billing/jobs/expire-access.job.js';
import { ExpireReservations } from '../../src/modules/billing/jobs/expire-reservations.job.js';
import { TellExpiringCards } from '../../src/modules/billing/jobs/expiring-cards.job.js';
import { TellExpiringSubscriptions } from '../../src/modules/billing/jobs/expiring-subscriptions.job.js';
import { tenantIdOf, type TenantId } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { givenPeriod, givenTenant, totals } from './metering-database.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

it('gives back reservations of yesterday that never qualified, and no other', async () => {
  const tenantId = tenantIdOf(await givenTenant(app.owner));
  const usage = app.get(Usage);
  const reserve = (key: string) => usage.reserve(tenantId, { key, conversationId: randomUUID() });
  for (const key of ['old', 'qualified', 'fresh']) expect(await reserve(key)).toMatchObject({ outcome: 'admitted', limit: 100 });
  expect(await usage.settle(tenantId, 'qualified')).toBe('settled');
  const old = `update usage_events set at = now() - interval '25 hours' where tenant_id = $1 and key <> 'conversation:fresh'`;
  await app.owner.query(old, [tenantId]);
  await app.get(ExpireReservations).run();
  expect(await totals(app.owner, tenantId)).toMatchObject({ used: 1, reserved: 1, countedEvents: 1, reservedEvents: 1 });
  expect(await reserve('old')).toMatchObject({ outcome: 'admitted' });
  expect(await usage.settle(tenantId, 'old')).toBe('settled');
});

it('gives the others theirs back when the rows of one contradict each other, and says so', async () => {
  const [torn, sound] = [tenantIdOf(await givenTenant(app.owner)), tenantIdOf(await givenTenant(app.owner))];
  const usage = app.get(Usage);
  for (const tenantId of [torn, sound]) await usage.reserve(tenantId, { key: 'old', conversationId: randomUUID() });
  await app.owner.query(
    `update usage_events set at = now() - interval '25 hours' - (tenant_id = $1)::int * interval '1 hour' where tenant_id in ($1, $2)`,
    [torn, sound],
  );
  await app.owner.query('update usage_periods set reserved = 0 where tenant_id = $1', [torn]);
  await expect(app.get(ExpireReservations).run()).rejects.toThrow(/^1 of \d+ tenants failed/);
  expect(await totals(app.owner, sound)).toMatchObject({ used: 0, reserved: 0, reservedEvents: 0 });
  expect(await totals(app.owner, torn)).toMatchObject({ reserved: 0, reservedEvents: 1 });
  await app.owner.query('update usage_periods set reserved = 1 where tenant_id = $1', [torn]);
  await app.get(ExpireReservations).run();
  expect(await totals(app.owner, torn)).toMatchObject({ reserved: 0, reservedEvents: 0 });
});

it('admits exactly 10 of 50 parallel reservations when 10 are left, through the batch', async () => {
  const tenantId = tenantIdOf(await givenTenant(app.owner));
  await givenPeriod(app.owner, tenantId, 10);
  const usage = app.get(Usage);
  const asked = Array.from({ length: 50 }, (_, index) => usage.reserve(tenantId, { key: `s${index}`, conversationId: randomUUID() }));
  const outcomes = (await Promise.all(asked)).map((answer) => answer.outcome);
  expect(outcomes.filter((outcome) => outcome === 'admitted')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(40);
});

it('ends paid access when the grace of an overdue payment is over', async () => {
  const tenantId = await givenTenant(app.owner, { tier: 'starter' });
  await app.owner.query(
    `insert into subscriptions (id, tenant_id, stripe_subscription_id, stripe_customer_id, plan_code, status, amount, currency,
       current_period_start, current_period_end, past_due_since, started_at, created_at, updated_at)
     values ($1, $2, $3, 'cus_late', 'starter', 'past_due', 2900, 'usd', now() - interval '20 days', now() + interval '10 days',
       now() - interval '15 days', now() - interval '50 days', now(), now())`,
    [randomUUID(), tenantId, `sub_${randomUUID()}`],
  );
  await app.owner.query(`update tenants set subscription_status = 'past_due', subscription_ends = now() - interval '1 day' where id = $1`, [
    tenantId,
  ]);
  await app.get(ExpireAccess).run();
  const { rows } = await app.owner.query('select subscription_tier, subscription_status from tenants where id = $1', [tenantId]);
  expect(rows).toEqual([{ subscription_tier: 'free', subscription_status: 'past_due' }]);
  expect(await app.get(Usage).summary(tenantIdOf(tenantId))).toMatchObject({ limit: 100, ceiling: 100 });
});

describe('a plan that is to end', () => {
  async function givenEnding(days: number): Promise<TenantId> {
    const tenantId = tenantIdOf(await givenTenant(app.owner, { tier: 'starter' }));
    await app.owner.query(
      `insert into subscriptions (id, tenant_id, stripe_subscription_id, stripe_customer_id, plan_code, status, amount, currency,
         current_period_start, current_period_end, cancel_at_period_end, started_at, created_at, updated_at)
       values ($1::uuid, $2, 'sub_' || $1::uuid, 'cus_ending', 'starter', 'active', 2900, 'usd', now() - interval '20 days',
         now() + make_interval(hours => $3), true, now() - interval '50 days', now(), now())`,
      [randomUUID(), tenantId, days * 24],
    );
    return tenantId;
  }
  const told = async (tenantId: TenantId): Promise<number> => {
    const { rowCount } = await app.owner.query(`select 1 from outbox_events where tenant_id = $1 and name = 'subscription.expiring'`, [
      tenantId,
    ]);
    return rowCount ?? 0;
  };
  const run = () => app.get(TellExpiringSubscriptions).run();

  it('is told of a week before, once, with an audit line; and again for another day', async () => {
    const [near, far, over] = [await givenEnding(6), await givenEnding(8), await givenEnding(-1)];
    await run();
    await run();
    expect(await Promise.all([near, far, over].map(told))).toEqual([1, 0, 0]);
    const { rowCount } = await app.owner.query(`select 1 from audit_entries where tenant_id = $1 and action = 'subscription.expiring'`, [
      near,
    ]);
    expect(rowCount).toBe(1);
    await app.owner.query(`update subscriptions set cancel_at = now() + interval '3 days' where tenant_id = $1`, [near]);
    await run();
    expect(await told(near)).toBe(2);
  });

  it('is not told of when it was resumed', async () => {
    const tenantId = await givenEnding(5);
    await app.owner.query('update subscriptions set cancel_at_period_end = false where tenant_id = $1', [tenantId]);
    await run();
    expect(await told(tenantId)).toBe(0);
  });
});

describe('a card that ends', () => {
  async function givenCard(expMonth: number, expYear: number, status = 'active'): Promise<TenantId> {
    const tenantId = tenantIdOf(await givenTenant(app.owner, { tier: 'starter' }));
    await app.owner.query(
      `insert into subscriptions (id, tenant_id, stripe_subscription_id, stripe_customer_id, plan_code, status, amount, currency,
         current_period_start, current_period_end, started_at, created_at, updated_at)
       values ($1::uuid, $2, 'sub_' || $1::uuid, 'cus_card', 'starter', $3, 2900, 'usd', now(), now() + interval '1 month', now(), now(), now())`,
      [randomUUID(), tenantId, status],
    );
    await app.owner.query(
      `insert into billing_profiles (tenant_id, stripe_payment_method_id, card_brand, card_last4, card_exp_month, card_exp_year, updated_at)
       values ($1, 'pm_card', 'visa', '4242', $2, $3, now())`,
      [tenantId, expMonth, expYear],
    );
    return tenantId;
  }
  const told = async (tenantId: TenantId): Promise<unknown[]> => {
    const text = `select payload->'noticeDays' as days from outbox_events where tenant_id = $1 and name = 'payment_method.expiring' order by id`;
    const { rows } = await app.owner.query<{ days: number }>(text, [tenantId]);
    return rows.map(({ days }) => days);
  };
  const run = () => app.get(TellExpiringCards).run();

  it('is told of 30 and 7 days before, each once, with an audit line; a renewed one is silent', async () => {
    const clock = jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date('2031-02-02T08:00:00Z'));
    try {
      const [pays, ended, later] = [await givenCard(2, 2031), await givenCard(2, 2031, 'canceled'), await givenCard(4, 2031)];
      await run();
      await run();
      expect(await Promise.all([pays, ended, later].map(told))).toEqual([[30], [], []]);
      clock.mockReturnValue(new Date('2031-02-22T12:00:00Z'));
      await run();
      expect(await told(pays)).toEqual([30, 7]);
      const { rowCount } = await app.owner.query(
        `select 1 from audit_entries where tenant_id = $1 and action = 'payment_method.expiring'`,
        [pays],
      );
      expect(rowCount).toBe(2);
      await app.owner.query('update billing_profiles set card_exp_year = 2035 where tenant_id = $1', [pays]);
      await run();
      expect(await told(pays)).toHaveLength(2);
    } finally {
      clock.mockRestore();
    }
  });
});
