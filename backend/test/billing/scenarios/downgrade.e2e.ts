import { auditOf, expectConverged, movementsOf } from '../converged.js';
import { Timeline, upcoming } from './timeline.js';

let timeline: Timeline;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(7, 7) });
}, 60_000);
afterAll(() => timeline.close());

it('a smaller plan follows at the end of the paid period: nothing is charged before, the smaller price after', async () => {
  const customer = await timeline.customer();
  await customer.buy('professional');
  await timeline.live(12);
  const { body: preview } = await customer.preview('starter');
  const { body } = await customer.change('starter', preview.token);
  expect(body).toMatchObject({ outcome: 'scheduled', subscription: { tier: 'professional', scheduledChange: { tier: 'starter' } } });
  await timeline.settle();
  await expectConverged(customer);
  expect(await customer.invoicesAtStripe()).toHaveLength(1);
  await timeline.live(17);
  expect(await customer.subscription()).toMatchObject({ tier: 'professional', usage: { limit: 10_000 } });
  await timeline.live(4);
  const { invoices } = await expectConverged(customer);
  expect(invoices).toHaveLength(2);
  expect((await customer.invoicesAtStripe()).at(-1)).toMatchObject({ total: preview.amountDue, status: 'paid' });
  expect(await customer.subscription()).toMatchObject({ tier: 'starter', scheduledChange: null, usage: { limit: 1_000 } });
  expect(await movementsOf(timeline, customer.tenantId)).toMatchObject([{ kind: 'new' }, { kind: 'contraction', amount: 7_000 }]);
  // and the one after it, when the schedule has let go
  await timeline.live(32);
  await expectConverged(customer);
  expect((await customer.invoicesAtStripe()).map(({ total }) => total)).toEqual([9_900, 2_900, 2_900]);
});

it('a smaller plan that was taken back never comes', async () => {
  const customer = await timeline.customer();
  await customer.buy('professional');
  await customer.goTo('starter');
  await timeline.live(5);
  expect((await customer.resume()).body).toMatchObject({ tier: 'professional', scheduledChange: null });
  await timeline.live(28);
  await expectConverged(customer);
  expect((await customer.invoicesAtStripe()).map(({ total }) => total)).toEqual([9_900, 9_900]);
  expect(await movementsOf(timeline, customer.tenantId)).toHaveLength(1);
});

it('of a smaller plan, a cancellation and a bigger plan the last one counts', async () => {
  const customer = await timeline.customer();
  await customer.buy('professional');
  await customer.goTo('starter');
  expect((await customer.cancel()).body).toMatchObject({ cancelAtPeriodEnd: true, scheduledChange: null });
  await timeline.settle();
  await expectConverged(customer);
  expect((await customer.goTo('starter')).subscription).toMatchObject({ cancelAtPeriodEnd: false, scheduledChange: { tier: 'starter' } });
  const bigger = await customer.goTo('enterprise');
  expect(bigger.subscription).toMatchObject({ tier: 'enterprise', cancelAtPeriodEnd: false, scheduledChange: null });
  await timeline.live(32);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ tier: 'enterprise' });
  const audit = await auditOf(customer);
  expect(audit.filter((action) => action === 'subscription.changed')).toHaveLength(1);
});
