import { StripeReplay } from '../../src/modules/billing/index.js';
import { arrived, givenOwner, openBillingStage, stripeClient, type BillingStage } from './billing-harness.js';
import { PlanCustomer } from './plan-customer.js';

let stage: BillingStage;

beforeAll(async () => {
  stage = await openBillingStage();
});
afterAll(() => stage.close());

/** Jobs of hopeless events fail: that they do is what is looked at. */
async function arrive(): Promise<void> {
  await stage.stripe.settled();
  await stage.app.settle().catch((error: unknown) => {
    if (!(error instanceof AggregateError)) throw error;
  });
}

async function second(customer: PlanCustomer): Promise<string> {
  const client = stripeClient(stage);
  const [price] = (await client.prices.list({ lookup_keys: ['professional_monthly'] })).data;
  const { id } = await client.subscriptions.create({
    customer: await customer.customerId(),
    items: [{ price: price?.id ?? '' }],
    default_payment_method: await cardOf(customer),
  });
  await arrived(stage, 'customer.subscription.created', customer.tenantId, 2);
  await arrive();
  return id;
}

async function cardOf(customer: PlanCustomer): Promise<string> {
  const { data } = await stripeClient(stage).customers.listPaymentMethods(await customer.customerId());
  return data[0]?.id ?? '';
}

async function deadOf(subscriptionId: string): Promise<{ id: string; error: string }[]> {
  const { rows } = await stage.app.owner.query<{ id: string; error: string }>(
    `select id, error from stripe_events where status = 'dead' and payload #>> '{data,object,id}' = $1`,
    [subscriptionId],
  );
  return rows;
}

describe('a second live subscription at Stripe', () => {
  it('has no effect beside the one that runs here, and its events say why', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const [first] = await customer.subscriptionsAtStripe();
    const other = await second(customer);
    expect(await customer.subscription()).toMatchObject({ tier: 'starter', price: 2_900 });
    const dead = await deadOf(other);
    expect(dead.length).toBeGreaterThan(0);
    for (const { error } of dead)
      expect(error).toBe(
        `the tenant has two live subscriptions at Stripe: ${first?.id} runs here, ${other} has no effect; end one of them there and replay this event`,
      );
    // the first one goes on as if the other were not there
    expect(await customer.goTo('enterprise')).toMatchObject({ outcome: 'changed', subscription: { tier: 'enterprise' } });
  });

  it('takes over when the first one ends, and its events can be replayed', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const [first] = await customer.subscriptionsAtStripe();
    const other = await second(customer);
    await stripeClient(stage).subscriptions.cancel(first?.id ?? '');
    await arrived(stage, 'customer.subscription.deleted', customer.tenantId);
    await arrive();
    expect(await customer.subscription()).toMatchObject({ tier: 'professional', status: 'active', price: 9_900 });
    const ids = (await deadOf(other)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    const staff = await givenOwner(stage.app);
    const replayed = await stage.app.get(StripeReplay).many(staff, ids, false);
    for (const { outcome } of replayed) expect(['applied', 'unchanged']).toContain(outcome);
    expect((await customer.subscription()).tier).toBe('professional');
  });

  it('that ends leaves no trace on the plan', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const other = await second(customer);
    await stripeClient(stage).subscriptions.cancel(other);
    await arrived(stage, 'customer.subscription.deleted', customer.tenantId);
    await arrive();
    expect(await customer.subscription()).toMatchObject({ tier: 'starter', status: 'active' });
  });
});
