import { planLookupKey } from '@orbisvoice/shared-dto/values';
import { BillingSync } from '../../src/modules/billing/index.js';
import { systemOrigin } from '../../src/platform/access/actor.js';
import { givenStaff } from '../admin/staff.js';
import { freshDatabase, type TestDatabase } from '../harness/postgres.js';
import { openBillingStage, stripeClient, type BillingStage } from './billing-harness.js';
import { atOurs, atStripe, ledgerOf, loseEvents } from './mirror-check.js';
import { CARD_THAT_FAILS_LATER, PlanCustomer } from './plan-customer.js';
import { Reconciler } from './reconciling.js';

let stage: BillingStage;
let staff: Reconciler;
let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

beforeEach(async () => {
  stage = await openBillingStage({ database });
  staff = new Reconciler(stage, await givenStaff(stage.app));
  // each test begins where nothing is known: customers of the tests before are none of this Stripe's
  await stage.app.owner.query(
    'truncate reconciliation_runs, reconciliation_findings, reconciliation_seen, stripe_alarms, subscriptions, invoices, invoice_lines, payment_attempts, stripe_events cascade',
  );
  await stage.app.owner.query('update tenants set stripe_customer_id = null');
}, 60_000);
afterEach(() => stage.close());

const idOf = (value: string | { id: string } | null | undefined): string => (typeof value === 'string' ? value : (value?.id ?? ''));

/** No event arrives from now on. */
const deafen = (): void => stage.stripe.chaos({ seed: 1, drop: 1 });

async function expectEqual(...customers: PlanCustomer[]): Promise<void> {
  for (const { tenantId } of customers) expect(await atOurs(stage, tenantId)).toEqual(await atStripe(stage, tenantId));
}

async function auditOf({ tenantId }: PlanCustomer): Promise<{ actor_name: string; target_type: string; target_id: string }[]> {
  const { rows } = await stage.app.owner.query<{ actor_name: string; target_type: string; target_id: string }>(
    `select actor_name, target_type, target_id from audit_entries where tenant_id = $1 and action = 'billing.reconciled' order by at, id`,
    [tenantId],
  );
  return rows;
}

async function tierOf({ tenantId }: PlanCustomer): Promise<string | undefined> {
  const { rows } = await stage.app.owner.query<{ tier: string }>('select subscription_tier as tier from tenants where id = $1', [tenantId]);
  return rows[0]?.tier;
}

const subscriptionOf = async (customer: PlanCustomer): Promise<string> => (await customer.subscriptionsAtStripe())[0]?.id ?? '';

/** What staff may do in Stripe's dashboard: another price for a running subscription. */
async function changeInDashboard(customer: PlanCustomer, lookupKey: string): Promise<void> {
  const stripe = stripeClient(stage);
  const [subscription] = await customer.subscriptionsAtStripe();
  const [price] = (await stripe.prices.list({ lookup_keys: [lookupKey] })).data;
  await stripe.subscriptions.update(subscription?.id ?? '', {
    items: [{ id: subscription?.items.data[0]?.id ?? '', price: price?.id ?? '' }],
    proration_behavior: 'none',
  });
}

describe('with every webhook lost', () => {
  it('takes in what Stripe still keeps, and the second run finds nothing', async () => {
    const [steady, failing, leaving] = [
      await PlanCustomer.signUp(stage),
      await PlanCustomer.signUp(stage),
      await PlanCustomer.signUp(stage),
    ];
    await steady.buy('professional');
    await failing.buy('starter', CARD_THAT_FAILS_LATER);
    await leaving.buy('starter');
    expect(await staff.reconcile()).toMatchObject({
      status: 'clean',
      items: [],
      checked: { customers: 3, subscriptions: 3, invoices: 3 },
    });
    deafen();
    await stripeClient(stage).subscriptions.update(await subscriptionOf(leaving), { cancel_at_period_end: true });
    stage.stripe.advance({ days: 70 });
    const [invoice] = await steady.invoicesAtStripe();
    stage.stripe.refund(invoice?.id ?? '', 1_000);
    await stage.stripe.settled();

    const report = await staff.reconcile();
    expect(report).toMatchObject({ status: 'repaired', error: null });
    expect(report.items.some(({ object, tenantId }) => object === 'event' && tenantId === steady.tenantId)).toBe(true);
    expect(report.items.every(({ isRepaired }) => isRepaired)).toBe(true);
    expect(report).toMatchObject({ discrepancies: report.items.length, repaired: report.items.length });
    await expectEqual(steady, failing, leaving);
    expect([await tierOf(steady), await tierOf(failing), await tierOf(leaving)]).toEqual(['professional', 'free', 'free']);
    expect([await ledgerOf(stage, steady.tenantId), await ledgerOf(stage, failing.tenantId)]).toEqual([9_900, 0]);
    const { rows } = await stage.app.owner.query('select amount::int from refunds where tenant_id = $1', [steady.tenantId]);
    expect(rows).toEqual([{ amount: 1_000 }]);
    const fetched = await stage.app.owner.query<{ id: string }>('select id from stripe_events where is_fetched');
    for (const { object, objectId } of report.items) if (object === 'event') expect(fetched.rows.map(({ id }) => id)).toContain(objectId);
    for (const customer of [steady, failing, leaving]) expect((await auditOf(customer)).length).toBeGreaterThan(0);

    expect(await staff.reconcile()).toMatchObject({ status: 'clean', items: [] });
  });

  it('repairs from the lists alone what no event tells any more: renewals, plans, endings, coupons, schedules, open invoices', async () => {
    const customers = await Promise.all(Array.from({ length: 5 }, () => PlanCustomer.signUp(stage)));
    const [renewed, upgraded, failing, lowered, scheduled] = customers as [
      PlanCustomer,
      PlanCustomer,
      PlanCustomer,
      PlanCustomer,
      PlanCustomer,
    ];
    await renewed.buy('professional');
    await upgraded.buy('starter');
    await failing.buy('starter', CARD_THAT_FAILS_LATER);
    await lowered.buy('professional');
    await scheduled.buy('professional');
    deafen();
    const stripe = stripeClient(stage);
    await changeInDashboard(upgraded, planLookupKey('professional', 'month'));
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'forever', name: 'Half' });
    await stripe.subscriptions.update(await subscriptionOf(lowered), { discounts: [{ coupon: coupon.id }] });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: await subscriptionOf(scheduled) });
    const phase = schedule.phases[0];
    const [starter] = (await stripe.prices.list({ lookup_keys: [planLookupKey('starter', 'month')] })).data;
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: idOf(phase?.items[0]?.price) }], start_date: phase?.start_date ?? 0, end_date: phase?.end_date ?? 0 },
        { items: [{ price: starter?.id ?? '' }] },
      ],
    });
    await loseEvents(stage);
    await staff.reconcile();
    expect((await scheduled.subscription()).scheduledChange).toMatchObject({ tier: 'starter' });
    const sync = jest.spyOn(stage.app.get(BillingSync), 'sync');
    expect(await staff.reconcile()).toMatchObject({ status: 'clean', items: [] });
    // agreement is seen in the lists, not found by doing all the work again
    expect(sync).not.toHaveBeenCalled();
    stage.stripe.advance({ days: 33 });
    await loseEvents(stage);

    const report = await staff.reconcile();
    expect(report).toMatchObject({ status: 'repaired', error: null });
    expect(new Set(report.items.map(({ object }) => object))).toEqual(new Set(['subscription', 'invoice']));
    await expectEqual(...customers);
    expect(await Promise.all(customers.map(tierOf))).toEqual(['professional', 'professional', 'starter', 'professional', 'starter']);
    expect(await Promise.all(customers.map(({ tenantId }) => ledgerOf(stage, tenantId)))).toEqual([9_900, 9_900, 2_900, 4_950, 2_900]);
    for (const customer of customers) {
      const [first] = await auditOf(customer);
      expect(first).toMatchObject({ actor_name: 'Reconciliation', target_type: 'subscription', target_id: await subscriptionOf(customer) });
    }

    sync.mockClear();
    expect(await staff.reconcile()).toMatchObject({ status: 'clean', items: [] });
    expect(sync).not.toHaveBeenCalled();
  });
  it('a customer deleted at Stripe is let go: its plan ends here too, and it can buy again', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('professional');
    const customerId = await customer.customerId();
    const [ended] = await customer.subscriptionsAtStripe();
    deafen();
    await stripeClient(stage).customers.del(customerId);
    await loseEvents(stage);
    const report = await staff.reconcile();
    expect(await tierOf(customer)).toBe('free');
    expect(await ledgerOf(stage, customer.tenantId)).toBe(0);
    expect(report).toMatchObject({ status: 'repaired' });
    expect(report.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ object: 'subscription', kind: 'different', isRepaired: true }),
        expect.objectContaining({ object: 'customer', kind: 'unknown_at_stripe', objectId: customerId, isRepaired: true }),
      ]),
    );
    expect(await staff.reconcile()).toMatchObject({ status: 'clean' });
    // an event of the old subscription that arrives late does not bring the deleted customer back
    const { tenantId } = customer;
    const cause = { actor: { kind: 'system', tenantId, name: 'Stripe', origin: systemOrigin() }, eventId: null } as const;
    await stage.app.get(BillingSync).sync(tenantId, { subscriptionId: ended?.id ?? '', invoiceId: null }, cause);
    expect(await customer.customerId()).toBe('');

    stage.stripe.chaos(null);
    await customer.buy('starter');
    expect(await tierOf(customer)).toBe('starter');
    expect(await customer.customerId()).not.toBe(customerId);
    expect(await ledgerOf(stage, customer.tenantId)).toBe(2_900);
    expect(await staff.reconcile()).toMatchObject({ status: 'clean' });
  });
});

describe('what only a person can repair', () => {
  it('a subscription of a customer nobody knows is reported and left alone; one that sells nothing of ours is not even that', async () => {
    const stripe = stripeClient(stage);
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const subscription = await subscriptionOf(customer);
    const product = await stripe.products.create({ name: 'Something else' });
    const foreign = await stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 100,
      recurring: { interval: 'month' },
    });
    await stripe.subscriptions.create({ customer: await customer.customerId(), items: [{ price: foreign.id }] });
    await stage.app.owner.query('update tenants set stripe_customer_id = null where id = $1', [customer.tenantId]);
    await stripe.subscriptions.update(subscription, { metadata: { tenant_id: '' } });
    for (const table of ['payment_attempts', 'invoice_lines', 'invoices', 'subscriptions'])
      await stage.app.owner.query(`delete from ${table} where tenant_id = $1`, [customer.tenantId]);
    await loseEvents(stage);
    const { status, items } = await staff.reconcile();
    expect(status).toBe('unresolved');
    expect(items).toMatchObject([{ object: 'subscription', kind: 'missing', objectId: subscription, tenantId: null, isRepaired: false }]);
    expect(items[0]?.note).toMatch(/belongs to no tenant/);
  });

  it('a second live subscription of a tenant is reported, and the first is still kept in step', async () => {
    const stripe = stripeClient(stage);
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    deafen();
    const [price] = (await stripe.prices.list({ lookup_keys: [planLookupKey('professional', 'month')] })).data;
    const [first] = await customer.subscriptionsAtStripe();
    const second = await stripe.subscriptions.create({
      customer: await customer.customerId(),
      items: [{ price: price?.id ?? '' }],
      default_payment_method: idOf(first?.default_payment_method),
    });
    await loseEvents(stage);
    const { status, items } = await staff.reconcile();
    expect(status).toBe('unresolved');
    expect(items.filter(({ isRepaired }) => !isRepaired)).toMatchObject([
      { object: 'subscription', objectId: second.id, kind: 'missing', note: expect.stringContaining('two live subscriptions') },
    ]);
    expect(await tierOf(customer)).toBe('starter');

    await stripe.subscriptions.cancel(second.id);
    await loseEvents(stage);
    expect(await staff.reconcile()).toMatchObject({ status: 'repaired' });
    await expectEqual(customer);
    expect(await staff.reconcile()).toMatchObject({ status: 'clean' });
  });

  it('what Stripe does not know is named', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    await stage.app.owner.query(`update subscriptions set stripe_subscription_id = 'sub_gone' where tenant_id = $1`, [customer.tenantId]);
    const { status, items } = await staff.reconcile();
    expect(status).toBe('unresolved');
    expect(items.find(({ objectId }) => objectId === 'sub_gone')).toMatchObject({ kind: 'unknown_at_stripe', isRepaired: false });
  });
});

describe('a run that fails', () => {
  it('says that Stripe was away, and has repaired whole things or nothing', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    deafen();
    stage.stripe.advance({ days: 40 });
    await loseEvents(stage);
    const before = await atOurs(stage, customer.tenantId);
    stage.stripe.fault({ path: '/v1/customers', kind: 'error500', times: 20 });
    expect(await staff.reconcile()).toMatchObject({ status: 'failed', error: 'Stripe could not be reached', items: [], repaired: 0 });
    expect(await atOurs(stage, customer.tenantId)).toEqual(before);
    stage.stripe.clearFaults();

    // the list is read, and then Stripe is gone
    stage.stripe.fault({ path: /^.v1.subscriptions.sub_/, kind: 'error500', times: 20 });
    expect(await staff.reconcile()).toMatchObject({ status: 'failed', error: 'Stripe could not be reached', items: [], repaired: 0 });
    expect(await atOurs(stage, customer.tenantId)).toEqual(before);
    stage.stripe.clearFaults();

    stage.stripe.fault({ path: '/v1/invoices', kind: 'error500', times: 20 });
    const half = await staff.reconcile();
    expect(half).toMatchObject({
      status: 'failed',
      error: 'Stripe could not be reached',
      checked: { customers: 1, subscriptions: 1, invoices: 0 },
    });
    expect(half.items).toMatchObject([{ object: 'subscription', isRepaired: true }]);
    expect(half.finishedAt).not.toBeNull();
    stage.stripe.clearFaults();

    expect(await staff.reconcile()).toMatchObject({ status: 'repaired', error: null });
    await expectEqual(customer);
  }, 60_000);
});
