import pg from 'pg';
import type Stripe from 'stripe';
import type { Subscription } from '@orbisvoice/shared-dto';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import { minorUnitMicros } from '../../src/modules/billing/domain/overage.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { auditActions, join } from '../auth/people.js';
import { createApiKey } from '../factories/entities.js';
import type { TestOwner } from '../harness/app.js';
import { arrived, openBillingStage, payOn, stripeClient, type BillingStage } from './billing-harness.js';
import { admit, givenTenant, totals } from './metering-database.js';

let stage: BillingStage;
let platform: pg.Pool;

beforeAll(async () => {
  stage = await openBillingStage();
  platform = new pg.Pool({ connectionString: stage.app.database.platformUrl, max: 12 });
});
afterAll(async () => {
  await platform.end();
  await stage.close();
});

const put = (token: string, body: unknown) => stage.app.request<Subscription>('PUT', '/billing/overage', { token, body });

/** The tenant's subscription as Stripe has it. */
async function subscriptionOf(tenantId: string): Promise<Stripe.Subscription> {
  const { rows } = await stage.app.owner.query<{ id: string }>(
    `select stripe_subscription_id as id from subscriptions where tenant_id = $1 and ended_at is null`,
    [tenantId],
  );
  return stripeClient(stage).subscriptions.retrieve(rows[0]?.id ?? '');
}

/** Ids of the metered items on it. */
const meteredItems = async (tenantId: string): Promise<string[]> =>
  (await subscriptionOf(tenantId)).items.data.filter(({ price }) => price.recurring?.usage_type === 'metered').map(({ id }) => id);

/** An owner whose plan is paid for, through Stripe. */
async function givenPayer(tier: Exclude<PlanCode, 'free'> = 'starter'): Promise<TestOwner> {
  const owner = await stage.app.signUp();
  const body = { tier, interval: 'month' };
  const answer = await stage.app.request<{ url: string }>('POST', '/billing/subscription', { token: owner.token, body });
  await payOn(answer.body.url);
  await arrived(stage, 'checkout.session.completed', tenantIdOf(owner.tenantId));
  await stage.app.settle();
  return owner;
}

describe('PUT /billing/overage', () => {
  it('moves the ceiling to what the cap pays for, and back to the grace', async () => {
    const owner = await givenPayer();
    const on = await put(owner.token, { isEnabled: true, capAmount: 1_003 });
    expect(on).toMatchObject({
      status: 200,
      // 10.03 USD at 4 cents
      body: {
        usage: { limit: 1_000, ceiling: 1_250 },
        overage: { isEnabled: true, capAmount: 1_003, unitMicros: 40_000, quantity: 0, amount: 0 },
      },
    });
    expect(await meteredItems(owner.tenantId)).toHaveLength(1);
    const off = await put(owner.token, { isEnabled: false });
    expect(off.body).toMatchObject({ usage: { ceiling: 1_100 }, overage: { isEnabled: false, capAmount: null } });
    // nothing was ever on it
    expect(await meteredItems(owner.tenantId)).toEqual([]);
    expect((await auditActions(stage.app, owner.tenantId)).filter((action) => action === 'billing.overage_changed')).toHaveLength(2);
  });

  it('bills what is counted beyond the limit while it is on, and keeps it when it is switched off', async () => {
    const { token, tenantId } = await givenPayer();
    await admit(platform, [{ tenantId, key: 'grace', quantity: 1_050 }]);
    await put(token, { isEnabled: true, capAmount: 10_000 });
    const answers = await admit(platform, [{ tenantId, key: 'sold', quantity: 25 }]);
    expect(answers).toEqual([{ status: 'created', used: 1_075 }]);
    const summary = await stage.app.request<Subscription>('GET', '/billing/subscription', { token });
    expect(summary.body.overage).toMatchObject({ quantity: 25, amount: 100 });
    const off = await put(token, { isEnabled: false });
    expect(off.body).toMatchObject({ usage: { used: 1_075, ceiling: 1_100 }, overage: { quantity: 25, amount: 100, isEnabled: false } });
    await admit(platform, [{ tenantId, key: 'grace again', quantity: 25 }]);
    const later = await stage.app.request<Subscription>('GET', '/billing/subscription', { token });
    expect(later.body).toMatchObject({ usage: { used: 1_100 }, overage: { quantity: 25 } });
    // units are on it: the item stays until they are billed
    expect(await meteredItems(tenantId)).toHaveLength(1);
  });

  it('keeps what was admitted when the cap falls below it', async () => {
    const { token, tenantId } = await givenPayer();
    await put(token, { isEnabled: true, capAmount: 10_000 });
    await admit(platform, [{ tenantId, key: 'much', quantity: 1_000 }]);
    await admit(platform, [{ tenantId, key: 'more', quantity: 500 }]);
    const lowered = await put(token, { isEnabled: true, capAmount: 100 });
    expect(lowered.body).toMatchObject({
      usage: { used: 1_500, ceiling: 1_500 },
      overage: { quantity: 500, amount: 2_000, capAmount: 100 },
    });
    expect(await admit(platform, [{ tenantId, key: 'one more' }])).toEqual([{ status: 'refused', used: null }]);
  });

  it('stays exact while caps change under 60 parallel writers', async () => {
    const { token, tenantId } = await givenPayer();
    await admit(platform, [{ tenantId, key: 'base', quantity: 1_000 }]);
    const caps = [400, 100, 1_000, 200].map((capAmount) => put(token, { isEnabled: true, capAmount }));
    const writers = Array.from({ length: 60 }, (_, index) => admit(platform, [{ tenantId, key: `w${index}`, quantity: 5 }]));
    const [answers] = await Promise.all([Promise.all(writers), Promise.allSettled(caps)]);
    const created = answers.flat().filter((answer) => answer.status === 'created').length;
    expect(await totals(stage.app.owner, tenantId)).toMatchObject({ used: 1_000 + 5 * created, countedEvents: 1_000 + 5 * created });
    expect(5 * created).toBeLessThanOrEqual(250);
  });

  it('is one write to Stripe for two clicks at once', async () => {
    const { token, tenantId } = await givenPayer('professional');
    const body = { isEnabled: true, capAmount: 5_000 };
    const both = await Promise.all([put(token, body), put(token, body)]);
    for (const answer of both) expect([200, 409]).toContain(answer.status);
    expect(both.some((answer) => answer.status === 200)).toBe(true);
    expect(await meteredItems(tenantId)).toHaveLength(1);
  });

  it('ends with the subscription: a new one sells nothing beyond its limit until that is asked for again', async () => {
    const { token, tenantId } = await givenPayer();
    await put(token, { isEnabled: true, capAmount: 5_000 });
    await stripeClient(stage).subscriptions.cancel((await subscriptionOf(tenantId)).id);
    await arrived(stage, 'customer.subscription.deleted', tenantIdOf(tenantId));
    await stage.app.settle();
    const { body: bought } = await stage.app.request<{ url: string }>('POST', '/billing/subscription', {
      token,
      body: { tier: 'starter', interval: 'month' },
    });
    await payOn(bought.url);
    await arrived(stage, 'checkout.session.completed', tenantIdOf(tenantId), 2);
    await stage.app.settle();
    expect((await stage.app.request<Subscription>('GET', '/billing/subscription', { token })).body).toMatchObject({
      tier: 'starter',
      usage: { ceiling: 1_100 },
      overage: { isEnabled: false, capAmount: null },
    });
    expect((await put(token, { isEnabled: true, capAmount: 5_000 })).body).toMatchObject({
      usage: { ceiling: 2_250 },
      overage: { isEnabled: true, capAmount: 5_000 },
    });
    expect(await meteredItems(tenantId)).toHaveLength(1);
  });

  it('is not added twice when the answer was lost and the billing moved on before the repeat', async () => {
    const { token, tenantId } = await givenPayer();
    stage.stripe.fault({ path: '/v1/subscription_items', method: 'POST', kind: 'answer_lost', times: 10 });
    expect((await put(token, { isEnabled: true, capAmount: 5_000 })).status).toBe(503);
    stage.stripe.clearFaults();
    // what an event does, and the time after which a write counts as given up
    await stage.app.owner.query('update billing_revisions set revision = revision + 1 where tenant_id = $1', [tenantId]);
    await stage.app.owner.query(
      `update stripe_operations set created_at = created_at - interval '5 minutes' where tenant_id = $1 and intent = 'overage'`,
      [tenantId],
    );
    expect((await put(token, { isEnabled: true, capAmount: 5_000 })).status).toBe(200);
    expect(await meteredItems(tenantId)).toHaveLength(1);
  });

  it('is not for the free plan, nor for a trial', async () => {
    const owner = await stage.app.signUp();
    expect(await put(owner.token, { isEnabled: true, capAmount: 1_000 })).toMatchObject({
      status: 409,
      body: { code: 'billing.overage_not_available' },
    });
    const payer = await givenPayer();
    await stage.app.owner.query(`update subscriptions set status = 'trialing' where tenant_id = $1`, [payer.tenantId]);
    expect(await put(payer.token, { isEnabled: true, capAmount: 1_000 })).toMatchObject({ status: 409 });
  });

  it.each<[string, unknown]>([
    ['no cap', { isEnabled: true }],
    ['a cap below a dollar', { isEnabled: true, capAmount: 99 }],
    ['a cap that is no integer', { isEnabled: true, capAmount: 100.5 }],
    ['a cap with off', { isEnabled: false, capAmount: 100 }],
    ['nothing', {}],
  ])('refuses %s', async (_, body) => {
    const owner = await stage.app.signUp();
    expect(await put(owner.token, body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('is for those who manage billing', async () => {
    const owner = await stage.app.signUp();
    const body = { isEnabled: false };
    const member = await join(stage.app, owner, 'member');
    const key = await createApiKey(stage.app, owner.token, { scopes: ['usage.write'] });
    expect(await put('nonsense', body)).toMatchObject({ status: 401 });
    for (const token of [member.token, key.secret]) expect(await put(token, body)).toMatchObject({ status: 403 });
  });
});

it('SQL and TypeScript agree on how many millionths a minor unit has', async () => {
  for (const currency of ['usd', 'eur', 'jpy', 'krw', 'kwd', 'bhd', 'chf']) {
    const { rows } = await platform.query<{ micros: number }>('select minor_unit_micros($1) as micros', [currency]);
    expect([currency, rows[0]?.micros]).toEqual([currency, minorUnitMicros(currency)]);
  }
});

it('sells nothing to a tenant that only has the decision', async () => {
  const tenantId = await givenTenant(stage.app.owner);
  await stage.app.owner.query(
    'insert into billing_profiles (tenant_id, is_overage_enabled, overage_cap, updated_at) values ($1, true, 100000, now())',
    [tenantId],
  );
  await admit(platform, [{ tenantId, key: 'all', quantity: 100 }]);
  expect(await admit(platform, [{ tenantId, key: 'beyond' }])).toEqual([{ status: 'refused', used: null }]);
});
