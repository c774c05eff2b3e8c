import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import type { Subscription, UsageResults } from '@orbisvoice/shared-dto';
import { Usage } from '../../src/modules/billing/index.js';
import { ReportOverage } from '../../src/modules/billing/jobs/report-overage.job.js';
import { RetireOverageItems } from '../../src/modules/billing/jobs/retire-overage-items.job.js';
import { AllTenantsOverageRepository } from '../../src/modules/billing/persistence/all-tenants-overage.repository.js';
import { OverageItems } from '../../src/modules/billing/services/overage-items.service.js';
import { SubscriptionService } from '../../src/modules/billing/services/subscription.service.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { freshDatabase } from '../harness/postgres.js';
import { arrived, openBillingStage, type BillingStage } from './billing-harness.js';
import { PlanCustomer } from './plan-customer.js';

const LIMIT = 1_000;
const UNIT_CENTS = 4;
const PLAN_CENTS = 2_900;
const HOUR = 3_600_000;

let stage: BillingStage;
beforeAll(async () => {
  // a database of its own: the jobs look at every tenant there is
  stage = await openBillingStage({ database: await freshDatabase() });
});
afterAll(() => stage.close());

const count = ({ owner }: PlanCustomer, key: string, quantity = 1) =>
  stage.app.request<UsageResults>('POST', '/billing/usage', { token: owner.token, body: { key, quantity } });
const put = ({ owner }: PlanCustomer, body: unknown) =>
  stage.app.request<Subscription>('PUT', '/billing/overage', { token: owner.token, body });

/** A customer whose limit is used up and who pays for more, up to the cap. */
async function givenBuyer(capAmount: number): Promise<PlanCustomer> {
  const customer = await PlanCustomer.signUp(stage);
  await customer.buy('starter');
  expect(await put(customer, { isEnabled: true, capAmount })).toMatchObject({ status: 200 });
  expect(await count(customer, 'all of the limit', LIMIT)).toMatchObject({ status: 200 });
  return customer;
}

const meteredItems = async (customer: PlanCustomer): Promise<Stripe.SubscriptionItem[]> =>
  (await customer.subscriptionsAtStripe()).flatMap(({ items }) =>
    items.data.filter(({ price }) => price.recurring?.usage_type === 'metered'),
  );

/** Ends the running period at Stripe, as time would. @returns the invoice of it */
async function periodEnds(customer: PlanCustomer): Promise<Stripe.Invoice> {
  const before = new Set((await customer.invoicesAtStripe()).map(({ id }) => id));
  stage.stripe.renew((await customer.subscriptionsAtStripe())[0]?.id ?? '');
  await arrived(stage, 'invoice.paid', customer.tenantId, before.size + 1);
  await stage.app.settle();
  const [invoice, ...more] = (await customer.invoicesAtStripe()).filter(({ id }) => !before.has(id));
  if (!invoice || more.length > 0) throw new Error('a period has one invoice');
  return invoice;
}

const reportedTo = async (customer: PlanCustomer): Promise<number> => {
  const id = await customer.customerId();
  return Object.values(stage.stripe.state.usageRecords)
    .filter((record) => record.customer === id)
    .reduce((sum, { value }) => sum + value, 0);
};

class ClockAhead extends Clock {
  constructor(private readonly ms: number) {
    super();
  }
  now(): Date {
    return new Date(stage.app.get(Clock).now().getTime() + this.ms);
  }
}

/** The hourly job, at an hour of ours. */
const retire = (aheadMs: number): Promise<void> =>
  new RetireOverageItems(
    stage.app.get(AllTenantsOverageRepository),
    stage.app.get(SubscriptionService),
    stage.app.get(OverageItems),
    new ClockAhead(aheadMs),
  ).run();

/** Far enough for the renewed period to have begun, and its invoice to be closed. */
const NEXT_PERIOD_MS = 32 * 24 * HOUR;

describe('conversations beyond the limit', () => {
  it('are charged at the end of the period as our ledger has them, to the cent and once', async () => {
    const customer = await givenBuyer(10_000);
    for (const [key, quantity] of [
      ['a', 30],
      ['b', 6],
      ['c', 1],
    ] as const)
      await count(customer, key, quantity);
    // the same report again counts nothing
    expect((await count(customer, 'b', 6)).body.items).toMatchObject([{ status: 'duplicate' }]);
    const { overage } = await customer.subscription();
    expect(overage).toMatchObject({ quantity: 37, amount: 37 * UNIT_CENTS });

    const report = stage.app.get(ReportOverage);
    await Promise.all([report.run(), report.run()]);
    await report.run();
    expect(await reportedTo(customer)).toBe(37);

    const invoice = await periodEnds(customer);
    expect(invoice.total - PLAN_CENTS).toBe(overage?.amount);
    const usage = invoice.lines.data.filter(({ quantity }) => quantity === 37);
    expect(usage.map(({ amount }) => amount)).toEqual([37 * UNIT_CENTS]);
    const { rows } = await stage.app.owner.query('select status, total, amount_paid from invoices where stripe_invoice_id = $1', [
      invoice.id,
    ]);
    expect(rows).toEqual([{ status: 'paid', total: String(invoice.total), amount_paid: String(invoice.total) }]);
    // what is billed by use is no recurring revenue
    const mrr = await stage.app.owner.query('select mrr_after from mrr_movements where tenant_id = $1', [customer.tenantId]);
    expect(mrr.rows).toEqual([{ mrr_after: String(PLAN_CENTS) }]);
  });

  it('are refused where the cap is reached, with a code, and cost no more than the cap', async () => {
    const customer = await givenBuyer(100);
    expect(await count(customer, 'up to the cap', 25)).toMatchObject({ status: 200 });
    const beyond = await count(customer, 'one too many');
    expect(beyond).toMatchObject({ status: 402, body: { code: 'usage_limit_reached', params: { limit: LIMIT, used: LIMIT + 25 } } });
    const reservation = { key: 'session', conversationId: randomUUID() };
    expect(await stage.app.get(Usage).reserve(customer.tenantId, reservation)).toMatchObject({ outcome: 'refused', ceiling: LIMIT + 25 });
    expect((await customer.subscription()).overage).toMatchObject({ quantity: 25, amount: 100 });
    // a higher cap opens the door again, for the same key too: nothing of it was kept
    await put(customer, { isEnabled: true, capAmount: 200 });
    expect(await count(customer, 'one too many')).toMatchObject({ status: 200, body: { items: [{ status: 'created' }] } });
  });

  it('leave no metered item behind once they are billed, and none goes before', async () => {
    const customer = await givenBuyer(10_000);
    await count(customer, 'sold', 10);
    await put(customer, { isEnabled: false });
    await retire(0);
    expect(await meteredItems(customer)).toHaveLength(1);
    // nothing goes while a slice is not reported, whatever the time
    await retire(NEXT_PERIOD_MS);
    expect(await meteredItems(customer)).toHaveLength(1);

    await stage.app.get(ReportOverage).run();
    const invoice = await periodEnds(customer);
    expect(invoice.total).toBe(PLAN_CENTS + 10 * UNIT_CENTS);
    await retire(0);
    expect(await meteredItems(customer)).toHaveLength(1);
    await retire(NEXT_PERIOD_MS);
    await retire(NEXT_PERIOD_MS);
    expect(await meteredItems(customer)).toEqual([]);
    expect(await customer.subscription()).toMatchObject({ tier: 'starter', overage: { isEnabled: false } });
    // the plan itself goes on
    expect((await customer.subscriptionsAtStripe())[0]).toMatchObject({ status: 'active', items: { data: [expect.anything()] } });
  });

  it('keep their item while they are still wanted', async () => {
    const customer = await givenBuyer(1_000);
    await periodEnds(customer);
    await retire(NEXT_PERIOD_MS);
    expect(await meteredItems(customer)).toHaveLength(1);
  });
});
