import type { TierList } from '@orbisvoice/shared-dto';
import { arrived, openBillingStage, payOn, stripeClient, type BillingStage } from './billing-harness.js';
import { PlanCustomer } from './plan-customer.js';

let stage: BillingStage;

afterEach(() => stage.close());

async function open(environment: Record<string, string>): Promise<PlanCustomer> {
  stage = await openBillingStage({ environment });
  return PlanCustomer.signUp(stage);
}

/** The page that a first purchase leads to, as Stripe has it. */
async function pageOf(customer: PlanCustomer) {
  const { body } = await customer.change('starter');
  const id = body.url?.split('/').at(-1) ?? '';
  return { url: body.url ?? '', session: stage.stripe.state.checkoutSessions[id] };
}

const tiersOf = async ({ owner }: PlanCustomer): Promise<TierList['items']> =>
  (await stage.app.request<TierList>('GET', '/billing/tiers', { token: owner.token })).body.items;

describe('BILLING_TRIAL_DAYS', () => {
  it('begins a first subscription with free days, shown before, and never a second time', async () => {
    const customer = await open({ BILLING_TRIAL_DAYS: '14' });
    expect((await tiersOf(customer)).map(({ trialDays }) => trialDays)).toEqual([0, 14, 14, 14]);
    const { body: preview } = await customer.preview('starter');
    expect(preview).toMatchObject({ kind: 'checkout', amountDue: 0, next: { at: preview.trialEndsAt, amount: 2_900 } });
    await customer.buy('starter');
    const subscription = await customer.subscription();
    expect(subscription).toMatchObject({ tier: 'starter', status: 'trialing' });
    expect(Date.parse(subscription.trialEndsAt ?? '') - Date.parse(subscription.currentPeriodStart ?? '')).toBe(14 * 86_400_000);
    const [held] = await customer.subscriptionsAtStripe();
    await stripeClient(stage).subscriptions.cancel(held?.id ?? '');
    await arrived(stage, 'customer.subscription.deleted', customer.tenantId);
    await stage.app.settle();
    expect((await tiersOf(customer)).map(({ trialDays }) => trialDays)).toEqual([0, 0, 0, 0]);
    expect((await customer.preview('starter')).body).toMatchObject({ amountDue: 2_900, trialEndsAt: null });
    await customer.buy('starter');
    await arrived(stage, 'checkout.session.completed', customer.tenantId, 2);
    await stage.app.settle();
    expect((await customer.subscription()).status).toBe('active');
  });
});

describe('BILLING_PROMOTION_CODES', () => {
  it.each([
    ['true', true],
    ['false', null],
  ])('%s: what the page asks for', async (setting, expected) => {
    const customer = await open({ BILLING_PROMOTION_CODES: setting });
    const { session } = await pageOf(customer);
    expect(session?.allow_promotion_codes ?? null).toBe(expected);
  });
});

describe('BILLING_AUTOMATIC_TAX', () => {
  it('taxes the first payment by the address of the page, and an upgrade as it was previewed', async () => {
    const customer = await open({ BILLING_AUTOMATIC_TAX: 'true' });
    const { url, session } = await pageOf(customer);
    expect(session).toMatchObject({ automatic_tax: { enabled: true }, tax_id_collection: { enabled: true } });
    const address = new URLSearchParams({ country: 'FR', line1: '1 rue de Rivoli', city: 'Paris', postal_code: '75001' });
    await fetch(`${url}/address`, { method: 'POST', body: address, redirect: 'manual' });
    await payOn(url);
    await arrived(stage, 'checkout.session.completed', customer.tenantId);
    await stage.app.settle();
    expect((await customer.invoicesAtStripe())[0]).toMatchObject({ status: 'paid', subtotal: 2_900, total: 3_480 });
    const { body: preview } = await customer.preview('professional');
    expect(preview.tax).toBeGreaterThan(0);
    expect(preview.total).toBe(preview.subtotal - preview.discount + preview.tax);
    await customer.goTo('professional');
    expect((await customer.invoicesAtStripe())[1]?.amount_paid).toBe(preview.amountDue);
  });

  it('off: nothing is asked for and nothing is added', async () => {
    const { session } = await pageOf(await open({ BILLING_AUTOMATIC_TAX: 'false' }));
    expect(session?.automatic_tax.enabled).toBe(false);
  });
});

describe('BILLING_YEARLY', () => {
  it('off: no price by the year is shown, made or sold', async () => {
    const customer = await open({ BILLING_YEARLY: 'false' });
    expect((await tiersOf(customer)).map(({ priceYearly }) => priceYearly)).toEqual([null, null, null, null]);
    expect(Object.values(stage.stripe.state.prices).filter((price) => price.recurring?.interval === 'year')).toEqual([]);
    expect(await customer.preview('starter/year')).toMatchObject({ status: 404, body: { code: 'billing.plan_not_found' } });
    expect(await customer.change('starter/year')).toMatchObject({ status: 404, body: { code: 'billing.plan_not_found' } });
  });

  it('on: a plan is bought by the year', async () => {
    const customer = await open({ BILLING_YEARLY: 'true' });
    await customer.buy('starter/year');
    expect(await customer.subscription()).toMatchObject({ interval: 'year', price: 29_000, priceMonthly: 2_417 });
  });
});
