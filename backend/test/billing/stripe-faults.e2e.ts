import type { Fault } from '../../sandbox/stripe/http/faults.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { openBillingStage, stripeClient, type BillingStage } from './billing-harness.js';
import { PlanCustomer } from './plan-customer.js';

/** A page that is asked for again within these is the same one. */
const TEN_MINUTES = 600_000;

let stage: BillingStage;

beforeAll(async () => {
  // the clock is moved past the turn of ten minutes, which is how long a token lives
  stage = await openBillingStage({ environment: { AUTH_ACCESS_TOKEN_SECONDS: '3600' } });
});
afterEach(() => stage.stripe.clearFaults());
afterAll(() => stage.close());

/** Stripe stays away however often the client asks again. */
const always = (fault: Omit<Fault, 'times'>): void => stage.stripe.fault({ ...fault, times: 1_000 });
const unavailable = { status: 503, body: { code: 'stripe_unavailable' } };

async function givenStarter(): Promise<PlanCustomer> {
  const customer = await PlanCustomer.signUp(stage);
  await customer.buy('starter');
  return customer;
}

/** What there is at Stripe of a tenant. */
async function countAtStripe(customer: PlanCustomer) {
  const { customers, checkoutSessions, charges } = stage.stripe.state;
  const ours = Object.values(customers).filter((one) => one.metadata['tenant_id'] === customer.tenantId);
  const ids = ours.map(({ id }) => id);
  return {
    customers: ids.length,
    pages: Object.values(checkoutSessions).filter((one) => ids.some((id) => id === one.customer) && one.status === 'open').length,
    subscriptions: (await customer.subscriptionsAtStripe()).length,
    invoices: (await customer.invoicesAtStripe()).length,
    charges: Object.values(charges).filter((one) => ids.some((id) => id === one.customer) && one.paid).length,
  };
}

describe('an answer of Stripe that is lost after Stripe did it', () => {
  it.each([
    ['the customer', /^\/v1\/customers$/],
    ['the page', /^\/v1\/checkout\/sessions$/],
  ])('makes no second one of %s', async (_, path) => {
    const customer = await PlanCustomer.signUp(stage);
    always({ path, method: 'POST', kind: 'answer_lost' });
    expect(await customer.change('starter')).toMatchObject(unavailable);
    stage.stripe.clearFaults();
    const { status, body } = await customer.change('starter');
    expect([status, body.outcome]).toEqual([200, 'checkout']);
    expect(await countAtStripe(customer)).toMatchObject({ customers: 1, pages: 1, subscriptions: 0 });
  });

  it('makes no second page, and refuses nobody, when it is asked for again past the turn of ten minutes', async () => {
    const customer = await PlanCustomer.signUp(stage);
    const turn = Math.ceil(Date.now() / TEN_MINUTES) * TEN_MINUTES;
    const now = jest.spyOn(stage.app.get(Clock), 'now').mockImplementation(() => new Date(turn - 1_000));
    try {
      always({ path: /^\/v1\/checkout\/sessions$/, method: 'POST', kind: 'answer_lost' });
      expect(await customer.change('starter')).toMatchObject(unavailable);
      stage.stripe.clearFaults();
      now.mockImplementation(() => new Date(turn + 1_000));
      const [first, second] = [await customer.change('starter'), await customer.change('starter')];
      expect([first.status, second.status, second.body.url]).toEqual([200, 200, first.body.url]);
    } finally {
      now.mockRestore();
    }
    expect(await countAtStripe(customer)).toMatchObject({ customers: 1, pages: 1, subscriptions: 0 });
  });

  it('makes no second customer when the name and the address changed before the repeat', async () => {
    const customer = await PlanCustomer.signUp(stage);
    always({ path: /^\/v1\/customers$/, method: 'POST', kind: 'answer_lost' });
    await customer.change('starter');
    stage.stripe.clearFaults();
    await stage.app.owner.query(`update tenants set name = 'Renamed', billing_email = 'new@test.example' where id = $1`, [
      customer.tenantId,
    ]);
    expect((await customer.change('starter')).status).toBe(200);
    expect(await countAtStripe(customer)).toMatchObject({ customers: 1, pages: 1 });
    expect(stage.stripe.state.customers[await customer.customerId()]).toMatchObject({ name: 'Renamed', email: 'new@test.example' });
  });

  it('makes no second customer when Stripe does not take its address, and says which field it is', async () => {
    const customer = await PlanCustomer.signUp(stage);
    const addressed = (email: string) =>
      stage.app.owner.query('update tenants set billing_email = $2 where id = $1', [customer.tenantId, email]);
    await addressed('nobody');
    for (let click = 1; click <= 2; click++)
      expect(await customer.change('starter')).toMatchObject({
        status: 400,
        body: { code: 'request.invalid', fields: [{ path: 'email' }] },
      });
    await addressed('somebody@test.example');
    expect((await customer.change('starter')).status).toBe(200);
    expect(await countAtStripe(customer)).toMatchObject({ customers: 1, pages: 1 });
  });

  it('charges an upgrade once, and the repeat answers as if nothing had been lost', async () => {
    const customer = await givenStarter();
    const { body: preview } = await customer.preview('professional');
    always({ path: /^\/v1\/subscriptions\/sub_/, method: 'POST', kind: 'answer_lost' });
    expect(await customer.change('professional', preview.token)).toMatchObject(unavailable);
    stage.stripe.clearFaults();
    const { status, body } = await customer.change('professional', preview.token);
    expect([status, body.outcome, body.subscription.tier]).toEqual([200, 'changed', 'professional']);
    expect(await countAtStripe(customer)).toMatchObject({ subscriptions: 1, invoices: 2, charges: 2 });
    expect((await customer.invoicesAtStripe())[1]?.amount_paid).toBe(preview.amountDue);
  });

  it.each([/^\/v1\/subscription_schedules$/, /^\/v1\/subscription_schedules\/.+/])('sets a smaller plan once: %s', async (path) => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('professional');
    const { body: preview } = await customer.preview('starter');
    always({ path, method: 'POST', kind: 'answer_lost' });
    expect(await customer.change('starter', preview.token)).toMatchObject(unavailable);
    stage.stripe.clearFaults();
    const { status, body } = await customer.change('starter', preview.token);
    expect([status, body.outcome, body.subscription.scheduledChange?.tier]).toEqual([200, 'scheduled', 'starter']);
    const customerId = await customer.customerId();
    expect(Object.values(stage.stripe.state.schedules).filter((one) => one.customer === customerId)).toHaveLength(1);
  });

  it('cancels once', async () => {
    const customer = await givenStarter();
    always({ path: /^\/v1\/subscriptions\/sub_/, method: 'POST', kind: 'answer_lost' });
    expect(await customer.cancel()).toMatchObject(unavailable);
    stage.stripe.clearFaults();
    expect(await customer.cancel()).toMatchObject({ status: 200, body: { cancelAtPeriodEnd: true } });
  });
});

describe('a process that dies in the middle of a write', () => {
  it('leaves a claim under which the repeat finds what Stripe did', async () => {
    const customer = await givenStarter();
    const { body: preview } = await customer.preview('professional');
    expect((await customer.change('professional', preview.token)).status).toBe(200);
    // as if it had died before it could write the outcome down, and no event had come yet
    await stage.app.owner.query(
      `update stripe_operations set status = 'started', result = null, finished_at = now()
       where tenant_id = $1 and intent = 'subscription' and idempotency_key like '%:change:%'`,
      [customer.tenantId],
    );
    expect(await customer.change('professional', preview.token)).toMatchObject({ status: 200, body: { outcome: 'changed' } });
    expect(await countAtStripe(customer)).toMatchObject({ subscriptions: 1, invoices: 2, charges: 2 });
  });

  it('holds back other changes until it is known what became of it', async () => {
    const customer = await givenStarter();
    const [one, other] = [await customer.preview('professional'), await customer.preview('enterprise')];
    always({ path: /^\/v1\/subscriptions\/sub_/, method: 'POST', kind: 'refuse' });
    expect(await customer.change('professional', one.body.token)).toMatchObject(unavailable);
    stage.stripe.clearFaults();
    expect(await customer.change('enterprise', other.body.token)).toMatchObject({ status: 409, body: { code: 'billing.change_pending' } });
    expect(await customer.change('professional', one.body.token)).toMatchObject({ status: 200, body: { outcome: 'changed' } });
    expect((await customer.invoicesAtStripe())[1]?.amount_paid).toBe(one.body.amountDue);
  });
});

describe('Stripe away', () => {
  it.each<Fault['kind']>(['refuse', 'error500', 'rate_limit'])(
    'reads go on, writes say so and do nothing: %s',
    async (kind) => {
      const customer = await givenStarter();
      const before = await countAtStripe(customer);
      const { body: preview } = await customer.preview('professional');
      const { token } = customer.owner;
      always({ kind });
      for (const path of ['/billing/subscription', '/billing/tiers', '/billing/invoices', '/billing/usage/history', '/billing/tax-ids'])
        expect([path, (await stage.app.request('GET', path, { token })).status]).toEqual([path, 200]);
      const writes: [string, string, object][] = [
        ['POST', '/billing/subscription/preview', { tier: 'enterprise' }],
        ['POST', '/billing/subscription', { tier: 'professional', previewToken: preview.token }],
        ['DELETE', '/billing/subscription', { reason: 'unused' }],
        ['POST', '/billing/portal', { flow: 'overview' }],
        ['PUT', '/billing/email', { email: 'elsewhere@test.example' }],
        ['POST', '/billing/tax-ids', { type: 'eu_vat', value: 'DE123456789' }],
      ];
      for (const [method, path, body] of writes) {
        const answer = await stage.app.request(method, path, { token, body });
        expect([path, answer.status, answer.body]).toEqual([path, 503, expect.objectContaining({ code: 'stripe_unavailable' })]);
      }
      stage.stripe.clearFaults();
      expect(await countAtStripe(customer)).toEqual(before);
      expect(await customer.subscription()).toMatchObject({ tier: 'starter', cancelAtPeriodEnd: false, taxIds: [] });
      expect((await customer.subscription()).billingEmail).not.toBe('elsewhere@test.example');
      expect((await customer.change('professional', preview.token)).status).toBe(200);
    },
    120_000,
  );

  it('in the middle of a purchase leaves nothing half done', async () => {
    const customer = await PlanCustomer.signUp(stage);
    always({ path: '/v1/checkout', kind: 'error500' });
    expect(await customer.change('starter')).toMatchObject(unavailable);
    stage.stripe.clearFaults();
    expect(await countAtStripe(customer)).toMatchObject({ customers: 1, pages: 0 });
    await customer.buy('starter');
    expect(await countAtStripe(customer)).toMatchObject({ customers: 1, subscriptions: 1, charges: 1 });
  });
});

describe('a customer that was billed in another currency', () => {
  it('is told so before it is shown or sold anything', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.preview('starter');
    Reflect.set(stage.stripe.state.customers[await customer.customerId()] ?? {}, 'currency', 'eur');
    const mismatch = { status: 409, body: { code: 'billing.currency_mismatch', params: { currency: 'eur' } } };
    expect(await customer.preview('starter')).toMatchObject(mismatch);
    expect(await customer.change('starter')).toMatchObject(mismatch);
  });
});

describe('a customer that was deleted at Stripe', () => {
  it('falls to the free plan, and gets a new customer with its next purchase', async () => {
    const customer = await givenStarter();
    const old = await customer.customerId();
    await stripeClient(stage).customers.del(old);
    await stage.stripe.settled();
    await stage.app.settle();
    expect(await customer.subscription()).toMatchObject({ tier: 'free', card: null });
    expect((await customer.preview('professional')).status).toBe(200);
    await customer.buy('professional');
    expect(await customer.customerId()).not.toBe(old);
    expect(await customer.subscription()).toMatchObject({ tier: 'professional' });
  });
});
