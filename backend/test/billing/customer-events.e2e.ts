import type { HostedPage } from '@orbisvoice/shared-dto';
import { StripeEventRegistry } from '../../src/modules/billing/stripe/stripe-event.registry.js';
import { auditActions } from '../auth/people.js';
import { eventsOf, openBillingStage, outboxOf, stripeClient, type BillingStage } from './billing-harness.js';
import { PlanCustomer } from './plan-customer.js';

let stage: BillingStage;

beforeAll(async () => {
  stage = await openBillingStage();
});
afterAll(() => stage.close());

async function givenStarter(): Promise<PlanCustomer> {
  const customer = await PlanCustomer.signUp(stage);
  await customer.buy('starter');
  await arrive();
  return customer;
}

async function arrive(): Promise<void> {
  await stage.stripe.settled();
  await stage.app.settle();
}

const portal = (customer: PlanCustomer, flow?: string) =>
  stage.app.request<HostedPage>('POST', '/billing/portal', { token: customer.owner.token, body: flow === undefined ? {} : { flow } });

/** Everything that stripe.md D2 asks to subscribe to. */
const SUBSCRIBED = [
  ...['completed', 'async_payment_succeeded', 'async_payment_failed', 'expired'].map((name) => `checkout.session.${name}`),
  ...['created', 'updated', 'deleted'].flatMap((name) => [`customer.${name}`, `customer.tax_id.${name}`, `customer.discount.${name}`]),
  ...['created', 'updated', 'deleted', 'paused', 'resumed', 'trial_will_end', 'pending_update_applied', 'pending_update_expired'].map(
    (name) => `customer.subscription.${name}`,
  ),
  ...['created', 'updated', 'released', 'canceled', 'completed', 'aborted', 'expiring'].map((name) => `subscription_schedule.${name}`),
  ...[
    'created',
    'finalized',
    'finalization_failed',
    'upcoming',
    'paid',
    'payment_failed',
    'payment_action_required',
    'updated',
    'voided',
    'marked_uncollectible',
    'overdue',
    'will_be_due',
  ].map((name) => `invoice.${name}`),
  ...['credit_note.created', 'credit_note.voided'],
  ...['attached', 'detached', 'automatically_updated'].map((name) => `payment_method.${name}`),
  ...['setup_intent.succeeded', 'setup_intent.setup_failed', 'payment_intent.payment_failed'],
  ...['created', 'updated', 'failed'].map((name) => `refund.${name}`),
  ...['created', 'updated', 'closed', 'funds_withdrawn', 'funds_reinstated'].map((name) => `charge.dispute.${name}`),
  'radar.early_fraud_warning.created',
  'billing_portal.configuration.updated',
  'entitlements.active_entitlement_summary.updated',
  'v1.billing.meter.error_report_triggered',
  'test_helpers.test_clock.ready',
];

describe('the events we ask Stripe for', () => {
  it.each(SUBSCRIBED)('%s is worked, or stored and counted for a reason', (type) => {
    const registry = stage.app.get(StripeEventRegistry);
    expect(registry.familyOf(type) ?? registry.reasonOf(type)).not.toBe('type is not used');
    expect(registry.types()).toContain(type);
  });
});

describe('a customer’s events', () => {
  it('bring the card of a purchase', async () => {
    const customer = await givenStarter();
    expect((await customer.subscription()).card).toMatchObject({ brand: 'visa', last4: '4242', expMonth: 12, isExpiring: false });
    // the purchase has its own news
    expect(await outboxOf(stage.app, customer.tenantId)).not.toContain('payment_method.changed');
  });

  it('bring a card that was changed in the portal, and let the subscription charge it', async () => {
    const customer = await givenStarter();
    const [subscription] = await customer.subscriptionsAtStripe();
    const before = subscription?.default_payment_method;
    const { body } = await portal(customer, 'payment_method');
    const form = new URLSearchParams({ number: '4000000000000341', expiry: '11/41', cvc: '123', name: 'Olga Owner' });
    const saved = await fetch(`${body.url}/card`, { method: 'POST', body: form, redirect: 'manual' });
    expect(saved.status).toBeLessThan(400);
    await arrive();
    await arrive();
    expect((await customer.subscription()).card).toMatchObject({ brand: 'visa', last4: '0341', expYear: 2041 });
    const after = (await customer.subscriptionsAtStripe())[0]?.default_payment_method;
    if (before !== null) expect(after).not.toBe(before);
    const told = (await outboxOf(stage.app, customer.tenantId)).filter((name) => name === 'payment_method.changed');
    expect(told).toHaveLength(1);
    expect((await auditActions(stage.app, customer.tenantId)).filter((action) => action === 'payment_method.changed')).toHaveLength(1);
  });

  it('bring an address that was changed in the portal, and ours is told by who changed it', async () => {
    const customer = await givenStarter();
    await stripeClient(stage).customers.update(await customer.customerId(), { email: 'accounts@shop.example' });
    await arrive();
    expect((await customer.subscription()).billingEmail).toBe('accounts@shop.example');
    const changed = await stage.app.request('PUT', '/billing/email', { token: customer.owner.token, body: { email: 'mine@shop.example' } });
    expect(changed.status).toBe(200);
    await arrive();
    expect((await customer.subscription()).billingEmail).toBe('mine@shop.example');
    const { rows } = await stage.app.owner.query<{ actor_kind: string }>(
      `select actor_kind from audit_entries where tenant_id = $1 and action = 'billing.email_changed' order by at, id`,
      [customer.tenantId],
    );
    expect(rows.map((row) => row.actor_kind)).toEqual(['system', 'user']);
  });

  it('are all worked', async () => {
    const customer = await givenStarter();
    const events = await eventsOf(stage.app, customer.tenantId);
    expect(events.filter(({ status }) => status !== 'done' && status !== 'ignored')).toEqual([]);
    expect(events.find(({ type }) => type === 'payment_method.attached')).toMatchObject({ status: 'done' });
  });
});

describe('POST /billing/portal', () => {
  const configurations = () => Object.values(stage.stripe.state.portalConfigurations).filter((one) => one.metadata?.['orbisvoice_portal']);
  const sessionOf = (url: string) => stage.stripe.state.portalSessions[url.split('/').at(-1) ?? ''];

  it('opens a page that is set up by code, once, with what our own pages do left out', async () => {
    const customer = await givenStarter();
    const pages = await Promise.all([portal(customer), portal(customer), portal(customer, 'overview')]);
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(pages.map(({ body }) => body.url)).size).toBe(3);
    expect(configurations()).toMatchObject([
      {
        active: true,
        features: {
          customer_update: { enabled: true, allowed_updates: ['address', 'email', 'name', 'phone', 'tax_id'] },
          invoice_history: { enabled: true },
          payment_method_update: { enabled: true },
          subscription_cancel: { enabled: false },
          subscription_update: { enabled: false },
        },
      },
    ]);
    const session = sessionOf(pages[0]?.body.url ?? '');
    expect(session).toMatchObject({ configuration: configurations()[0]?.id, flow: null });
    expect(session?.return_url).toMatch(/^http:\/\/localhost:\d+\/billing\/details$/);
  });

  it('goes right to the card, and comes back to us', async () => {
    const customer = await givenStarter();
    const { body } = await portal(customer, 'payment_method');
    const session = sessionOf(body.url);
    expect(session?.flow).toMatchObject({
      type: 'payment_method_update',
      after_completion: { type: 'redirect', redirect: { return_url: session?.return_url } },
    });
  });

  it('replaces a configuration of another release', async () => {
    const customer = await givenStarter();
    await portal(customer);
    const [old] = configurations();
    await stripeClient(stage).billingPortal.configurations.update(old?.id ?? '', { metadata: { orbisvoice_portal: 'another release' } });
    const { body } = await portal(customer);
    const active = configurations().filter((one) => one.active);
    expect(active).toHaveLength(1);
    expect(active[0]?.id).not.toBe(old?.id);
    expect(sessionOf(body.url)?.configuration).toBe(active[0]?.id);
  });

  it('takes no address to come back to, opens for no one else, and needs a customer', async () => {
    const customer = await PlanCustomer.signUp(stage);
    expect(await portal(customer)).toMatchObject({ status: 409, body: { code: 'billing.no_customer' } });
    const body = { flow: 'overview', returnUrl: 'https://evil.example' };
    expect(await stage.app.request('POST', '/billing/portal', { token: customer.owner.token, body })).toMatchObject({ status: 400 });
    expect(await portal(customer, 'subscription_cancel')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});
