import { auditOf, expectConverged, lastMailOf, mailsOf, movementsOf } from '../converged.js';
import type { PlanCustomer } from '../plan-customer.js';
import { Timeline, upcoming } from './timeline.js';

let timeline: Timeline;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(3, 10) });
}, 60_000);
afterAll(() => timeline.close());

async function use(customer: PlanCustomer, quantity: number): Promise<void> {
  const body = Array.from({ length: Math.ceil(quantity / 1_000) }, (_, index) => ({
    key: `${timeline.now.getTime()}-${index}`,
    quantity: Math.min(1_000, quantity - index * 1_000),
  }));
  const { status } = await timeline.app.request('POST', '/billing/usage', { token: customer.owner.token, body });
  expect(status).toBe(200);
}

it('a plan renews month by month: one invoice each, the same revenue, a fresh quota', async () => {
  const customer = await timeline.customer();
  await customer.buy('starter');
  await expectConverged(customer);
  await use(customer, 700);
  expect((await customer.subscription()).usage.used).toBe(700);
  await timeline.live(32);
  const { invoices } = await expectConverged(customer);
  expect(invoices).toHaveLength(2);
  const { usage, currentPeriodStart, currentPeriodEnd } = await customer.subscription();
  expect(usage).toMatchObject({ used: 0, limit: 1_000, periodStart: currentPeriodStart, resetsAt: currentPeriodEnd });
  expect(await movementsOf(timeline, customer.tenantId)).toMatchObject([{ kind: 'new', amount: 2_900 }]);
  expect(await auditOf(customer)).toEqual(['subscription.created', 'invoice.paid', 'invoice.paid']);
  expect(await mailsOf(customer)).toEqual(['subscription-confirmed', 'invoice-paid', 'invoice-paid']);
});

it('an upgrade in mid-period charges exactly what was shown, and what was used counts under the bigger limit', async () => {
  const customer = await timeline.customer();
  await customer.buy('starter');
  await use(customer, 900);
  await timeline.live(12);
  const { body: preview } = await customer.preview('professional');
  const before = (await customer.invoicesAtStripe()).length;
  const { body: change } = await customer.change('professional', preview.token);
  expect(change.outcome).toBe('changed');
  await timeline.settle();
  await expectConverged(customer);
  const added = (await customer.invoicesAtStripe()).slice(before);
  expect(added.map(({ total, amount_paid: paid }) => [total, paid])).toEqual([[preview.amountDue, preview.amountDue]]);
  expect(await customer.subscription()).toMatchObject({ tier: 'professional', usage: { used: 900, limit: 10_000 } });
  expect(await movementsOf(timeline, customer.tenantId)).toMatchObject([
    { kind: 'new', amount: 2_900 },
    { kind: 'expansion', amount: 7_000 },
  ]);
  expect(await auditOf(customer)).toEqual(['subscription.created', 'invoice.paid', 'subscription.changed', 'invoice.paid']);
  expect(await lastMailOf(customer, 'plan-changed')).toMatchObject({
    fromPrice: 'USD 29.00 a month',
    price: 'USD 99.00 a month',
    charge: `USD ${(preview.amountDue / 100).toFixed(2)}`,
  });
  // the receipt has the lines of the invoice: what is given back and what is charged
  const receipt = await lastMailOf(customer, 'invoice-paid');
  expect(receipt).toMatchObject({ lines: [{ amount: expect.stringMatching(/^-USD/) }, { amount: expect.stringMatching(/^USD/) }] });
  await timeline.live(20);
  await expectConverged(customer);
  const renewed = (await customer.invoicesAtStripe()).at(-1);
  expect(renewed).toMatchObject({ total: preview.next?.amount, billing_reason: 'subscription_cycle' });
});

it('a cancellation ends the plan with the paid period, is told a week before, and loses nothing', async () => {
  const customer = await timeline.customer();
  await customer.buy('professional');
  await timeline.live(3);
  expect((await customer.cancel()).body).toMatchObject({ cancelAtPeriodEnd: true, tier: 'professional' });
  await timeline.settle();
  await expectConverged(customer);
  await timeline.live(20);
  expect(await auditOf(customer)).not.toContain('subscription.expiring');
  await timeline.live(6);
  expect(await customer.subscription()).toMatchObject({ tier: 'professional', status: 'active' });
  await timeline.live(4);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ tier: 'free', status: 'canceled', usage: { limit: 100 } });
  expect(await auditOf(customer)).toEqual([
    'subscription.created',
    'invoice.paid',
    'subscription.cancel_scheduled',
    'subscription.expiring',
    'subscription.canceled',
  ]);
  expect(await movementsOf(timeline, customer.tenantId)).toMatchObject([{ kind: 'new' }, { kind: 'churn', amount: 9_900, after: 0 }]);
  expect(await mailsOf(customer)).toEqual([
    'subscription-confirmed',
    'invoice-paid',
    'subscription-canceled',
    'subscription-expiring',
    'subscription-canceled',
  ]);
  // and the same tenant comes back
  await customer.buy('starter');
  await expectConverged(customer);
  expect((await movementsOf(timeline, customer.tenantId)).at(-1)).toMatchObject({ kind: 'reactivation', amount: 2_900 });
});

it('a cancellation that was taken back leaves no trace but its story: the plan renews', async () => {
  const customer = await timeline.customer();
  await customer.buy('starter');
  await timeline.live(10);
  await customer.cancel();
  await timeline.live(10);
  expect((await customer.resume()).body).toMatchObject({ cancelAtPeriodEnd: false });
  await timeline.live(13);
  const { invoices } = await expectConverged(customer);
  expect(invoices).toHaveLength(2);
  expect(await auditOf(customer)).toEqual([
    'subscription.created',
    'invoice.paid',
    'subscription.cancel_scheduled',
    'subscription.resumed',
    'invoice.paid',
  ]);
  expect(await movementsOf(timeline, customer.tenantId)).toHaveLength(1);
});
