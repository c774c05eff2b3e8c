import { expectConverged, movementsOf } from '../converged.js';
import type { PlanCustomer } from '../plan-customer.js';
import { buyWithChallenge, CARD_OF_EVERY_CHALLENGE, payOnInvoice, Timeline, upcoming } from './timeline.js';

let timeline: Timeline;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(9, 9) });
}, 60_000);
afterAll(() => timeline.close());

/** Somebody on Starter who wants Professional, and whose bank asks for a confirmation. */
async function givenPendingUpgrade(): Promise<{ customer: PlanCustomer; payUrl: string; amountDue: number }> {
  const customer = await timeline.customer();
  await buyWithChallenge(customer, 'starter');
  await timeline.settle();
  await timeline.live(10);
  const { body: preview } = await customer.preview('professional');
  const { body } = await customer.change('professional', preview.token);
  expect(body).toMatchObject({ outcome: 'payment_required', subscription: { tier: 'starter', pendingChange: { tier: 'professional' } } });
  await timeline.settle();
  await expectConverged(customer);
  return { customer, payUrl: body.url ?? '', amountDue: preview.amountDue };
}

it('an upgrade that passes 3-D Secure is there once it is paid, for what was shown', async () => {
  const { customer, payUrl, amountDue } = await givenPendingUpgrade();
  await payOnInvoice(payUrl, CARD_OF_EVERY_CHALLENGE, 'approve');
  await timeline.settle();
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ tier: 'professional', pendingChange: null, usage: { limit: 10_000 } });
  expect((await customer.invoicesAtStripe()).map((invoice) => invoice.amount_paid)).toEqual([2_900, amountDue]);
  expect(await movementsOf(timeline, customer.tenantId)).toMatchObject([{ kind: 'new' }, { kind: 'expansion', amount: 7_000 }]);
});

it('an upgrade that is never confirmed lapses: the old plan, nothing charged, nothing owed', async () => {
  const { customer, payUrl } = await givenPendingUpgrade();
  await payOnInvoice(payUrl, CARD_OF_EVERY_CHALLENGE, 'decline');
  await timeline.settle();
  await expectConverged(customer);
  await timeline.live(1);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ tier: 'starter', status: 'active', pendingChange: null, dunning: null });
  expect((await customer.invoicesAtStripe()).map((invoice) => [invoice.status, invoice.amount_paid])).toEqual([
    ['paid', 2_900],
    ['void', 0],
  ]);
  expect(await movementsOf(timeline, customer.tenantId)).toHaveLength(1);
  // and another try is a new one
  expect((await customer.goTo('professional')).outcome).toBe('payment_required');
});
