import { auditOf, expectConverged, mailsOf, movementsOf } from '../converged.js';
import { stripeClient } from '../billing-harness.js';
import type { PlanCustomer } from '../plan-customer.js';
import { changeCard, GOOD_CARD, Timeline, upcoming } from './timeline.js';

let timeline: Timeline;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(6, 1), environment: { BILLING_TRIAL_DAYS: '14' } });
}, 60_000);
afterAll(() => timeline.close());

it('a trial becomes a paid plan: nothing is earned before the first payment, and it is told three days ahead', async () => {
  const customer = await timeline.customer();
  const { body: preview } = await customer.preview('professional');
  expect(preview).toMatchObject({ kind: 'checkout', amountDue: 0 });
  await customer.buy('professional');
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ status: 'trialing', tier: 'professional', trialEndsAt: expect.any(String) });
  expect(await movementsOf(timeline, customer.tenantId)).toEqual([]);
  await timeline.live(10);
  expect(await auditOf(customer)).not.toContain('subscription.trial_ending');
  await timeline.live(2);
  expect((await auditOf(customer)).filter((action) => action === 'subscription.trial_ending')).toHaveLength(1);
  await timeline.live(3);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ status: 'active', tier: 'professional', trialEndsAt: null });
  expect(await movementsOf(timeline, customer.tenantId)).toMatchObject([{ kind: 'new', amount: 9_900 }]);
  expect((await customer.invoicesAtStripe()).map(({ amount_paid: paid }) => paid)).toEqual([0, 9_900]);
  expect(await mailsOf(customer)).toContain('invoice-paid');
});

it('gives one trial to a tenant, not one each time', async () => {
  const customer = await timeline.customer();
  await customer.buy('starter');
  await customer.cancel();
  await timeline.live(15);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ tier: 'free', status: 'canceled' });
  expect(await movementsOf(timeline, customer.tenantId)).toEqual([]);
  expect((await customer.preview('starter')).body).toMatchObject({ amountDue: 2_900, trialEndsAt: null });
  await customer.buy('starter');
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ status: 'active', tier: 'starter' });
});

/** A trial that Stripe's dashboard gives, for which nobody has left a card. */
async function givenTrialWithoutCard(customer: PlanCustomer, missing: 'pause' | 'cancel'): Promise<string> {
  await customer.change('starter');
  const stripe = stripeClient(timeline);
  const price = Object.values(timeline.stripe.state.prices).find(({ lookup_key: key }) => key === 'starter_monthly');
  const subscription = await stripe.subscriptions.create({
    customer: await customer.customerId(),
    items: [{ price: price?.id ?? '' }],
    trial_period_days: 14,
    trial_settings: { end_behavior: { missing_payment_method: missing } },
  });
  await timeline.settle();
  return subscription.id;
}

it('a trial without a card pauses: the free limits, and the plan again when it is paid', async () => {
  const customer = await timeline.customer();
  const id = await givenTrialWithoutCard(customer, 'pause');
  await expectConverged(customer);
  await timeline.live(15);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ status: 'paused', tier: 'free', usage: { limit: 100 } });
  expect(await movementsOf(timeline, customer.tenantId)).toEqual([]);
  await changeCard(customer, GOOD_CARD);
  await stripeClient(timeline).subscriptions.resume(id);
  await timeline.settle();
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ status: 'active', tier: 'starter' });
  expect(await movementsOf(timeline, customer.tenantId)).toMatchObject([{ kind: 'new', amount: 2_900 }]);
});

it('a trial without a card that is to be cancelled ends free, with nothing charged', async () => {
  const customer = await timeline.customer();
  await givenTrialWithoutCard(customer, 'cancel');
  await timeline.live(15);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ status: 'canceled', tier: 'free' });
  expect((await customer.invoicesAtStripe()).map(({ amount_paid: paid }) => paid)).toEqual([0]);
});
