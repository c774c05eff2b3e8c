import { AdminPlanList, AdminTenantBilling, type Problem } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { arrived, openBillingStage, stripeClient, type BillingStage } from '../billing/billing-harness.js';
import { CARD_THAT_FAILS_LATER, PlanCustomer } from '../billing/plan-customer.js';
import type { TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

let stage: BillingStage;
let staff: TestOwner;

beforeAll(async () => {
  stage = await openBillingStage();
  staff = await givenStaff(stage.app);
}, 60_000);
afterAll(() => stage.close());

async function plans(): Promise<AdminPlanList> {
  const answer = await stage.app.request('GET', '/admin/plans', { token: staff.token });
  expect(answer.status).toBe(200);
  return AdminPlanList.parse(answer.body);
}

async function billingOf(tenantId: string): Promise<AdminTenantBilling> {
  const answer = await stage.app.request('GET', `/admin/tenants/${tenantId}/billing`, { token: staff.token });
  expect(answer.status).toBe(200);
  return AdminTenantBilling.parse(answer.body);
}

describe('GET /admin/plans', () => {
  it('shows what is sold beside what Stripe has for it, and who is on it', async () => {
    const before = await plans();
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('professional');
    const list = await plans();
    expect(list.isStripeReachable).toBe(true);
    expect(list.items.map(({ code }) => code)).toEqual(['free', 'starter', 'professional', 'enterprise']);
    const [free, , professional] = list.items;
    expect(free?.prices).toEqual([]);
    expect(professional).toMatchObject({ priceMonthly: 9_900, currency: 'usd', conversationLimit: 10_000 });
    expect(professional?.prices).toEqual(
      expect.arrayContaining([
        { lookupKey: 'professional_monthly', stripePriceId: expect.stringMatching(/^price_/), amount: 9_900, isInSync: true },
        { lookupKey: 'professional_yearly', stripePriceId: expect.stringMatching(/^price_/), amount: 99_000, isInSync: true },
      ]),
    );
    const was = before.items[2];
    expect([(professional?.tenants ?? 0) - (was?.tenants ?? 0), (professional?.mrr ?? 0) - (was?.mrr ?? 0)]).toEqual([1, 9_900]);
  });

  it('names a price that differs or is missing, and shows the plans while Stripe is away', async () => {
    const stripe = stripeClient(stage);
    const priceOf = async (key: string) => (await plans()).items.flatMap(({ prices }) => prices).find(({ lookupKey }) => lookupKey === key);
    const product = (await stripe.prices.list({ lookup_keys: ['starter_monthly'] })).data[0]?.product;
    const other = {
      product: String(typeof product === 'string' ? product : product?.id),
      currency: 'usd',
      recurring: { interval: 'month' },
    } as const;
    await stripe.prices.create({ ...other, unit_amount: 1_234, lookup_key: 'starter_monthly', transfer_lookup_key: true });
    expect(await priceOf('starter_monthly')).toMatchObject({ amount: 1_234, isInSync: false });
    await stripe.prices.create({ ...other, unit_amount: 5, lookup_key: 'elsewhere', transfer_lookup_key: true });
    await stripe.prices.update((await priceOf('starter_yearly'))?.stripePriceId ?? '', { active: false });
    expect(await priceOf('starter_yearly')).toEqual({ lookupKey: 'starter_yearly', stripePriceId: null, amount: null, isInSync: false });
    stage.stripe.fault({ path: '/v1/prices', kind: 'error500', times: 10 });
    const away = await plans();
    expect(away).toMatchObject({ isStripeReachable: false });
    expect(away.items).toHaveLength(4);
    stage.stripe.clearFaults();
  });
});

describe('GET /admin/tenants/:id/billing', () => {
  it('of a tenant that never paid is empty', async () => {
    const { tenantId } = await stage.app.signUp();
    expect(await billingOf(tenantId)).toMatchObject({
      subscription: { tier: 'free', status: 'none' },
      stripeCustomerId: null,
      stripeSubscriptionId: null,
      dashboardUrl: null,
      mrr: 0,
      invoices: [],
      refunds: [],
      disputes: [],
      movements: [],
      timeline: [],
    });
  });

  it('brings the history of every source together, newest first', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('professional', CARD_THAT_FAILS_LATER);
    const [invoice] = await customer.invoicesAtStripe();
    stage.stripe.refund(invoice?.id ?? '', 500);
    stage.stripe.dispute(invoice?.id ?? '');
    await arrived(stage, 'customer.subscription.created', customer.tenantId);
    await stage.stripe.settled();
    const [subscription] = await customer.subscriptionsAtStripe();
    stage.stripe.renew(subscription?.id ?? '');
    stage.stripe.advance({ seconds: 7_200 });
    await stage.stripe.settled();
    await stage.app.settle();

    const billing = await billingOf(customer.tenantId);
    expect(billing).toMatchObject({
      subscription: { tier: 'professional', status: 'past_due' },
      stripeCustomerId: await customer.customerId(),
      stripeSubscriptionId: subscription?.id,
      mrr: 9_900,
      refunds: [{ amount: 500, status: 'succeeded' }],
      disputes: [{ status: 'needs_response', closedAt: null }],
      movements: [{ kind: 'new', amount: 9_900, mrrAfter: 9_900, planTo: 'professional' }],
    });
    expect(billing.invoices.map(({ status }) => status)).toEqual(['open', 'paid']);
    const { timeline } = billing;
    expect(new Set(timeline.map(({ kind }) => kind))).toEqual(
      new Set(['audit', 'stripe_event', 'mrr', 'invoice', 'attempt', 'refund', 'dispute']),
    );
    expect(timeline.map(({ at }) => at)).toEqual([...timeline.map(({ at }) => at)].sort().reverse());
    expect(timeline.length).toBeLessThanOrEqual(200);
    expect(timeline).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'attempt', title: 'failed', amount: 9_900, currency: 'usd' }),
        expect.objectContaining({ kind: 'invoice', title: 'paid', reference: invoice?.id, amount: 9_900 }),
        expect.objectContaining({ kind: 'audit', title: 'subscription.created', actor: 'Stripe' }),
        expect.objectContaining({ kind: 'stripe_event', title: 'invoice.payment_failed', reference: expect.stringMatching(/^evt_/) }),
        expect.objectContaining({ kind: 'mrr', title: 'new', amount: 9_900 }),
      ]),
    );
  });

  it('answers 404 to an unknown tenant', async () => {
    const answer = await stage.app.request<Problem>('GET', `/admin/tenants/${newId()}/billing`, { token: staff.token });
    expect(answer).toMatchObject({ status: 404, body: { code: 'admin.tenant_not_found' } });
  });
});
