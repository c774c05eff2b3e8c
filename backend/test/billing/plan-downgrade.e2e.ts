import { auditActions } from '../auth/people.js';
import { arrived, openBillingStage, outboxOf, stripeClient, type BillingStage } from './billing-harness.js';
import { PlanCustomer, type Wanted } from './plan-customer.js';

let stage: BillingStage;

beforeAll(async () => {
  stage = await openBillingStage();
});
afterAll(() => stage.close());

async function givenPlan(wanted: Wanted): Promise<PlanCustomer> {
  const customer = await PlanCustomer.signUp(stage);
  await customer.buy(wanted);
  return customer;
}

/** Ends the paid period at Stripe and lets what follows arrive. */
async function endPeriod(customer: PlanCustomer): Promise<void> {
  const [subscription] = await customer.subscriptionsAtStripe();
  const before = (await customer.invoicesAtStripe()).length;
  stage.stripe.renew(subscription?.id ?? '');
  await arrived(stage, 'invoice.paid', customer.tenantId, before + 1);
  await stage.stripe.settled();
  await stage.app.settle();
}

const pricesOf = async (customer: PlanCustomer): Promise<(string | null)[]> =>
  (await customer.subscriptionsAtStripe()).flatMap(({ items }) => items.data.map(({ price }) => price.lookup_key));
const activeSchedules = async (customer: PlanCustomer): Promise<number> => {
  const customerId = await customer.customerId();
  return Object.values(stage.stripe.state.schedules).filter((one) => one.customer === customerId && one.status === 'active').length;
};

describe('a smaller plan', () => {
  it('is charged nothing now, follows at the end of the paid period, and is charged as shown then', async () => {
    const customer = await givenPlan('professional');
    const { body: preview } = await customer.preview('starter');
    const { status, body } = await customer.change('starter', preview.token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'scheduled',
      url: null,
      subscription: {
        tier: 'professional',
        price: 9_900,
        cancelAtPeriodEnd: false,
        scheduledChange: { tier: 'starter', interval: 'month', price: 2_900, effectiveAt: preview.effectiveAt },
      },
    });
    expect(await customer.invoicesAtStripe()).toHaveLength(1);
    await endPeriod(customer);
    expect(await customer.subscription()).toMatchObject({ tier: 'starter', price: 2_900, usage: { limit: 1_000 } });
    const invoices = await customer.invoicesAtStripe();
    expect(invoices.map((invoice) => invoice.amount_paid)).toEqual([9_900, preview.amountDue]);
    const { rows } = await stage.app.owner.query<{ kind: string; amount: string }>(
      'select kind, amount from mrr_movements where tenant_id = $1 order by occurred_at, id',
      [customer.tenantId],
    );
    expect(rows).toEqual([
      { kind: 'new', amount: '9900' },
      { kind: 'contraction', amount: '7000' },
    ]);
    expect(await outboxOf(stage.app, customer.tenantId)).toEqual(
      expect.arrayContaining(['subscription.change_scheduled', 'subscription.changed']),
    );
  });

  it('keeps the discount that was there, until the end of the period and after it', async () => {
    const customer = await givenPlan('professional');
    const client = stripeClient(stage);
    const coupon = await client.coupons.create({ percent_off: 50, duration: 'forever', name: 'Half' });
    const [{ id } = { id: '' }] = await customer.subscriptionsAtStripe();
    await client.subscriptions.update(id, { discounts: [{ coupon: coupon.id }] });
    await stage.stripe.settled();
    await stage.app.settle();
    const { body: preview } = await customer.preview('starter');
    expect((await customer.change('starter', preview.token)).body.subscription.discount).toMatchObject({ name: 'Half' });
    await endPeriod(customer);
    expect((await customer.invoicesAtStripe()).map((invoice) => invoice.amount_paid)).toEqual([9_900, 1_450]);
    expect(await customer.subscription()).toMatchObject({ tier: 'starter', discount: { name: 'Half', percentOff: 50 } });
  });

  it('from the year to the month follows when the year is over', async () => {
    const customer = await givenPlan('starter/year');
    const { outcome, subscription } = await customer.goTo('starter/month');
    expect(outcome).toBe('scheduled');
    expect(subscription).toMatchObject({ interval: 'year', scheduledChange: { interval: 'month', price: 2_900 } });
    await endPeriod(customer);
    expect(await customer.subscription()).toMatchObject({ tier: 'starter', interval: 'month', price: 2_900 });
  });

  it('is set once by ten clicks', async () => {
    const customer = await givenPlan('professional');
    const { body: preview } = await customer.preview('starter');
    const clicks = await Promise.all(Array.from({ length: 10 }, () => customer.change('starter', preview.token)));
    expect(clicks.map((click) => [click.status, click.body.outcome])).toEqual(clicks.map(() => [200, 'scheduled']));
    const customerId = await customer.customerId();
    expect(Object.values(stage.stripe.state.schedules).filter((one) => one.customer === customerId)).toHaveLength(1);
    const audits = (await auditActions(stage.app, customer.tenantId)).filter((action) => action === 'subscription.change_scheduled');
    expect(audits).toHaveLength(1);
  });

  it('can be taken back', async () => {
    const customer = await givenPlan('professional');
    await customer.goTo('starter');
    const { status, body } = await customer.resume();
    expect(status).toBe(200);
    expect(body).toMatchObject({ tier: 'professional', scheduledChange: null });
    expect(await activeSchedules(customer)).toBe(0);
    expect(await customer.resume()).toMatchObject({ status: 409, body: { code: 'billing.change_not_possible' } });
    await endPeriod(customer);
    expect(await customer.subscription()).toMatchObject({ tier: 'professional', price: 9_900 });
    expect(await auditActions(stage.app, customer.tenantId)).toEqual(expect.arrayContaining(['subscription.change_withdrawn']));
  });

  it('gives way to another one, to a bigger plan and to a cancellation', async () => {
    const customer = await givenPlan('enterprise');
    await customer.goTo('professional');
    expect(await customer.goTo('starter')).toMatchObject({ subscription: { scheduledChange: { tier: 'starter' } } });
    expect(await activeSchedules(customer)).toBe(1);
    const { body: canceled } = await customer.cancel();
    expect(canceled).toMatchObject({ cancelAtPeriodEnd: true, scheduledChange: null });
    expect(await activeSchedules(customer)).toBe(0);
    // and the other way round
    const again = await customer.goTo('starter');
    expect(again).toMatchObject({ outcome: 'scheduled', subscription: { cancelAtPeriodEnd: false, scheduledChange: { tier: 'starter' } } });
    const bigger = await customer.goTo('enterprise/year');
    expect(bigger).toMatchObject({ outcome: 'changed', subscription: { interval: 'year', scheduledChange: null } });
    expect(await activeSchedules(customer)).toBe(0);
    expect(await customer.subscriptionsAtStripe()).toHaveLength(1);
  });

  it('that would be cancelled is kept by a bigger one', async () => {
    const customer = await givenPlan('starter');
    await customer.cancel();
    const { body: preview } = await customer.preview('professional');
    const { body } = await customer.change('professional', preview.token);
    expect(body).toMatchObject({ outcome: 'changed', subscription: { tier: 'professional', cancelAtPeriodEnd: false } });
    expect((await customer.invoicesAtStripe()).at(-1)?.amount_paid).toBe(preview.amountDue);
  });
});

describe('conversations beyond the limit', () => {
  const overage = (customer: PlanCustomer) =>
    stage.app.request('PUT', '/billing/overage', { token: customer.owner.token, body: { isEnabled: true, capAmount: 5_000 } });

  it('cost what the new plan says, from the moment it is in force', async () => {
    const customer = await givenPlan('starter');
    expect(await overage(customer)).toMatchObject({ status: 200, body: { tier: 'starter' } });
    expect(await pricesOf(customer)).toEqual(['starter_monthly', 'starter_overage_monthly']);
    await customer.goTo('professional');
    expect(await pricesOf(customer)).toEqual(['professional_monthly', 'professional_overage_monthly']);
    const { outcome } = await customer.goTo('starter');
    expect(outcome).toBe('scheduled');
    expect(await pricesOf(customer)).toEqual(['professional_monthly', 'professional_overage_monthly']);
    await endPeriod(customer);
    expect(await pricesOf(customer)).toEqual(['starter_monthly', 'starter_overage_monthly']);
    expect(await customer.subscription()).toMatchObject({ tier: 'starter', overage: { isEnabled: true, unitMicros: 40_000 } });
  });
});
