import Stripe from 'stripe';
import { newId } from '../../src/platform/database/ids.js';
import { join } from '../auth/people.js';
import { StripeChangeGateway } from '../../src/modules/billing/stripe/stripe-change.gateway.js';
import { forget, openBillingStage, type BillingStage } from './billing-harness.js';
import { CARD_THAT_FAILS_LATER, PlanCustomer } from './plan-customer.js';

let stage: BillingStage;

beforeAll(async () => {
  stage = await openBillingStage();
});
afterAll(() => stage.close());

const cents = (lines: readonly { readonly amount: number }[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

describe('POST /billing/subscription/preview', () => {
  it('shows a first payment: nothing to give back, the price of a month, and when it renews', async () => {
    const customer = await PlanCustomer.signUp(stage);
    const { status, body } = await customer.preview('starter');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'checkout',
      from: null,
      to: { tier: 'starter', interval: 'month', price: 2_900 },
      currency: 'usd',
      prorationDate: null,
      subtotal: 2_900,
      amountDue: 2_900,
      creditApplied: 0,
      creditLeft: 0,
      next: { amount: 2_900 },
      trialEndsAt: null,
      limits: { from: 100, to: 1_000, used: 0 },
    });
    expect(body.lines).toHaveLength(1);
  });

  it('shows an upgrade: what is given back, what is charged, to the second it counts from', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const { body } = await customer.preview('professional');
    expect(body).toMatchObject({
      kind: 'upgrade',
      from: { tier: 'starter', interval: 'month', price: 2_900 },
      to: { tier: 'professional', interval: 'month', price: 9_900 },
      next: { amount: 9_900 },
      limits: { from: 1_000, to: 10_000 },
    });
    expect(body.prorationDate).toBe(body.effectiveAt);
    expect(body.lines.map((line) => line.isProration)).toEqual([true, true]);
    expect(cents(body.lines)).toBe(body.amountDue);
    expect(body.amountDue).toBeGreaterThan(6_900);
    expect((await customer.subscription()).tier).toBe('starter');
  });

  it('shows a month to a year as an upgrade that begins a new period now', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const { body } = await customer.preview('starter/year');
    expect(body).toMatchObject({ kind: 'upgrade', to: { interval: 'year', price: 29_000 }, next: { amount: 29_000 } });
    expect(Date.parse(body.next?.at ?? '') - Date.parse(body.effectiveAt)).toBeGreaterThan(364 * 86_400_000);
  });

  it('shows a downgrade: nothing now, the smaller price at the end of what is paid', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('professional');
    const { body } = await customer.preview('starter');
    const { currentPeriodEnd } = await customer.subscription();
    expect(body).toMatchObject({ kind: 'downgrade', prorationDate: null, effectiveAt: currentPeriodEnd, amountDue: 2_900 });
    expect(body.lines).toMatchObject([{ amount: 2_900, isProration: false, periodStart: currentPeriodEnd }]);
  });

  it('refuses what it cannot sell, what they have, and who may not buy', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    expect(await customer.preview('starter')).toMatchObject({ status: 409, body: { code: 'billing.already_on_plan' } });
    expect(await customer.call('POST', '/preview', { tier: 'free' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await customer.call('POST', '/preview', { tier: 'starter', interval: 'week' })).toMatchObject({ status: 400 });
    const member = await join(stage.app, customer.owner, 'member');
    const asked = { body: { tier: 'professional' } };
    expect(await stage.app.request('POST', '/billing/subscription/preview', { ...asked, token: member.token })).toMatchObject({
      status: 403,
    });
    expect(await stage.app.request('POST', '/billing/subscription/preview', asked)).toMatchObject({ status: 401 });
  });
});

describe('POST /billing/subscription', () => {
  it('charges what was shown, and the plan is there', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const { body: preview } = await customer.preview('professional');
    const { status, body } = await customer.change('professional', preview.token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'changed',
      url: null,
      subscription: { tier: 'professional', price: 9_900, usage: { limit: 10_000 } },
    });
    const invoices = await customer.invoicesAtStripe();
    expect(invoices.map((invoice) => [invoice.status, invoice.amount_paid])).toEqual([
      ['paid', 2_900],
      ['paid', preview.amountDue],
    ]);
    expect(invoices[1]?.lines.data.map((line) => line.amount)).toEqual(preview.lines.map((line) => line.amount));
  });

  it('asks for a preview, and takes only a valid one of this tenant', async () => {
    const [customer, neighbour] = [await PlanCustomer.signUp(stage), await PlanCustomer.signUp(stage)];
    await customer.buy('starter');
    await neighbour.buy('starter');
    expect(await customer.change('professional')).toMatchObject({ status: 409, body: { code: 'billing.preview_required' } });
    const { body: theirs } = await neighbour.preview('professional');
    const { body: mine } = await customer.preview('professional');
    for (const token of [theirs.token, `${mine.token}x`, 'no token', mine.token.replace('.', 'A.')]) {
      expect(await customer.change('professional', token)).toMatchObject({ status: 409, body: { code: 'billing.preview_stale' } });
    }
    // a token is for the plan it was made for
    expect(await customer.change('enterprise', mine.token)).toMatchObject({
      status: 409,
      body: { code: 'billing.preview_stale', details: { preview: { to: { tier: 'enterprise' } } } },
    });
    expect(await customer.invoicesAtStripe()).toHaveLength(1);
  });

  it('refuses a preview that is no longer true, and shows the new one', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const { body: old } = await customer.preview('enterprise');
    await customer.goTo('professional');
    const stale = await customer.change('enterprise', old.token);
    expect(stale).toMatchObject({
      status: 409,
      body: {
        code: 'billing.preview_stale',
        details: { preview: { kind: 'upgrade', from: { tier: 'professional' }, to: { tier: 'enterprise' } } },
      },
    });
    expect(await customer.invoicesAtStripe()).toHaveLength(2);
  });

  it('makes one change and one invoice of twenty clicks', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const { body: preview } = await customer.preview('professional');
    const clicks = await Promise.all(Array.from({ length: 20 }, () => customer.change('professional', preview.token)));
    expect(clicks.map((click) => [click.status, click.body.outcome])).toEqual(clicks.map(() => [200, 'changed']));
    expect(await customer.invoicesAtStripe()).toHaveLength(2);
    // and a late one, when all is long done
    expect(await customer.change('professional', preview.token)).toMatchObject({ status: 200, body: { outcome: 'changed' } });
    expect(await customer.invoicesAtStripe()).toHaveLength(2);
  });

  it('makes one change of two tabs, and tells the other', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const [one, two] = [await customer.preview('professional'), await customer.preview('enterprise')];
    const answers = await Promise.all([customer.change('professional', one.body.token), customer.change('enterprise', two.body.token)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const refused = answers.find((answer) => answer.status === 409);
    expect(['billing.change_pending', 'billing.preview_stale']).toContain(Reflect.get(refused?.body ?? {}, 'code'));
    expect(await customer.invoicesAtStripe()).toHaveLength(2);
    expect(await customer.subscriptionsAtStripe()).toHaveLength(1);
  });

  it('keeps the old plan until the difference is paid, and says where to pay', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter', CARD_THAT_FAILS_LATER);
    const { body: preview } = await customer.preview('professional');
    const { body } = await customer.change('professional', preview.token);
    expect(body).toMatchObject({
      outcome: 'payment_required',
      subscription: {
        tier: 'starter',
        pendingChange: { tier: 'professional', interval: 'month', amountDue: preview.amountDue, payUrl: body.url },
      },
    });
    expect(body.url).toMatch(/^http/);
    expect(await customer.preview('enterprise')).toMatchObject({ status: 409, body: { code: 'billing.change_pending' } });
    // the same click again leads to the same page
    expect((await customer.change('professional', preview.token)).body.url).toBe(body.url);
  });

  it('says so when Stripe refuses the change, and the next click is a new try', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    const { body: preview } = await customer.preview('professional');
    const refusal = new Stripe.errors.StripeInvalidRequestError({
      type: 'invalid_request_error',
      message: 'This customer has no attached payment source or default payment method.',
    });
    jest.spyOn(stage.app.get(StripeChangeGateway), 'upgrade').mockRejectedValueOnce(refusal);
    expect(await customer.change('professional', preview.token)).toMatchObject({
      status: 409,
      body: { code: 'billing.change_not_possible' },
    });
    expect(await customer.subscription()).toMatchObject({ tier: 'starter' });
    expect(await customer.change('professional', preview.token)).toMatchObject({ status: 200, body: { outcome: 'changed' } });
  });

  it('sells one first plan, however many pages were opened', async () => {
    const customer = await PlanCustomer.signUp(stage);
    const answers = await Promise.all(Array.from({ length: 10 }, () => customer.change('starter')));
    const urls = new Set(answers.map((answer) => answer.body.url));
    expect(urls.size).toBe(1);
    expect((await customer.change('professional')).body.url).not.toBe([...urls][0]);
    const customerId = await customer.customerId();
    const open = Object.values(stage.stripe.state.checkoutSessions).filter((one) => one.customer === customerId && one.status === 'open');
    expect(open).toHaveLength(1);
    expect(Object.values(stage.stripe.state.customers).filter((one) => one.metadata['tenant_id'] === customer.tenantId)).toHaveLength(1);
  });

  it('does not sell a second time what was paid and not heard of yet', async () => {
    const customer = await PlanCustomer.signUp(stage);
    await customer.buy('starter');
    await forget(stage.app, customer.tenantId);
    expect(await customer.subscription()).toMatchObject({ tier: 'free' });
    expect(await customer.change('starter')).toMatchObject({ status: 409, body: { code: 'billing.already_on_plan' } });
    expect(await customer.change('professional')).toMatchObject({ status: 409, body: { code: 'billing.preview_required' } });
    expect(await customer.subscription()).toMatchObject({ tier: 'starter', status: 'active' });
    expect(await customer.subscriptionsAtStripe()).toHaveLength(1);
  });

  it('is for those who manage billing', async () => {
    const customer = await PlanCustomer.signUp(stage);
    const member = await join(stage.app, customer.owner, 'member');
    const asked = { body: { tier: 'starter' } };
    expect(await stage.app.request('POST', '/billing/subscription', { ...asked, token: member.token })).toMatchObject({ status: 403 });
    expect(await stage.app.request('POST', '/billing/subscription', { ...asked, token: newId() })).toMatchObject({ status: 401 });
  });
});
