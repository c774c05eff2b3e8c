import { randomUUID } from 'node:crypto';
import { PERMISSIONS, type PlanCode } from '@orbisvoice/shared-dto/values';
import { connect } from '../../sandbox/stripe/testing/harness.js';
import { startStripeSandbox, type StripeSandbox } from '../../sandbox/stripe/server.js';
import { BillingCatalogue } from '../../src/modules/billing/index.js';
import { PlanChanges } from '../../src/modules/billing/services/plan-change.service.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../src/platform/access/tenant-id.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/app.js';
import { givenTenant } from './metering-database.js';

/** What Stripe signs with in these suites. */
export const SECRET = 'whsec_billing_suite';
/** The secret that is being rotated away, still valid. */
export const OLD_SECRET = 'whsec_retiring';

/** The API beside the Stripe stand-in, which sends its webhooks to it, signed. */
export interface BillingStage {
  readonly app: TestApp;
  readonly stripe: StripeSandbox;
  close(): Promise<void>;
}

/**
 * Starts both, with the price list in place; on a database of its own when the suite is about all tenants at once. Two webhook secrets are valid, as during a rotation; Stripe signs with
 * the second.
 */
export async function openBillingStage(options: TestAppOptions = {}): Promise<BillingStage> {
  const stripe = await startStripeSandbox({ port: 0 });
  const environment = { STRIPE_API_URL: stripe.url, STRIPE_WEBHOOK_SECRET: `${OLD_SECRET},${SECRET}`, ...options.environment };
  const app = await startTestApp({ ...options, environment });
  await app.get(BillingCatalogue).sync();
  stripe.setWebhook(`${app.url}/api/webhooks/stripe`, SECRET);
  return {
    app,
    stripe,
    close: async () => {
      await stripe.close();
      await app.close();
    },
  };
}

/** Stripe's own client, for what is done in Stripe's dashboard. */
export const stripeClient = ({ stripe }: BillingStage): ReturnType<typeof connect> => connect(stripe.port);

/** The owner of a new tenant. */
export async function givenOwner(app: TestApp): Promise<Actor> {
  return ownerOf(tenantIdOf(await givenTenant(app.owner)));
}

const ownerOf = (tenantId: TenantId): Actor => ({
  kind: 'user',
  tenantId,
  userId: randomUUID(),
  apiKeyId: null,
  sessionId: randomUUID(),
  name: 'Olga Owner',
  permissions: new Set(PERMISSIONS),
  isStaff: false,
  impersonatorId: null,
  origin: { ip: '127.0.0.1', userAgent: 'suite', traceId: 'suite' },
});

/** Pays on the hosted page with a card, like a browser. */
export async function payOn(url: string, card = '4242424242424242'): Promise<Response> {
  const form = new URLSearchParams({ email: 'olga@metered.example', number: card, expiry: '12/40', cvc: '123', name: 'Olga Owner' });
  return fetch(url, { method: 'POST', body: form, redirect: 'manual' });
}

/** Buys a plan and lets every webhook arrive and be worked. */
export async function buy(stage: BillingStage, actor: Actor, tier: Exclude<PlanCode, 'free'>, card?: string): Promise<void> {
  const { url } = await stage.app.get(PlanChanges).change(actor, { tier, interval: 'month' });
  if (url === null) throw new Error(`${tier} is not bought on a page`);
  await payOn(url, card);
  await arrived(stage, 'checkout.session.completed', actor.tenantId);
  await stage.app.settle();
}

/** Waits until Stripe's event of this type about this tenant's customer is stored. */
export async function arrived({ app }: BillingStage, type: string, tenantId: TenantId, count = 1): Promise<void> {
  for (let round = 0; round < 250; round++) {
    if ((await eventsOf(app, tenantId)).filter((event) => event.type === type).length >= count) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`${type} never arrived`);
}

/** Stored events about a tenant's customer, as Stripe made them. */
export async function eventsOf(app: TestApp, tenantId: TenantId): Promise<{ id: string; type: string; status: string }[]> {
  const { rows } = await app.owner.query<{ id: string; type: string; status: string }>(
    `select e.id, e.type, e.status from stripe_events e
     join tenants t on t.id = $1 and t.stripe_customer_id in (e.payload #>> '{data,object,customer}', e.payload #>> '{data,object,id}')
     order by e.received_at, e.id`,
    [tenantId],
  );
  return rows;
}

/** Everything billing concluded about a tenant, without the ids that differ from run to run. */
export async function conclusions(app: TestApp, tenantId: TenantId): Promise<object> {
  const one = async (sql: string): Promise<object[]> => (await app.owner.query<object>(sql, [tenantId])).rows;
  return {
    tenant: await one(
      'select subscription_tier, subscription_status, stripe_subscription_id, subscription_ends from tenants where id = $1',
    ),
    subscriptions: await one(
      `select stripe_subscription_id, plan_code, status, amount, currency, current_period_start, current_period_end,
              cancel_at_period_end, cancel_reason, started_at, ended_at from subscriptions where tenant_id = $1 order by 1`,
    ),
    invoices: await one(
      `select stripe_invoice_id, number, status, plan_code, total, amount_paid, period_start, period_end, paid_at
       from invoices where tenant_id = $1 order by 1`,
    ),
    movements: await one(
      `select kind, amount, mrr_before, mrr_after, currency, plan_from, plan_to from mrr_movements where tenant_id = $1 order by occurred_at, id`,
    ),
    limits: await one(
      `select lim, ceiling from usage_periods where tenant_id = $1 and period_start <= now() and period_end > now()
       order by period_start desc limit 1`,
    ),
  };
}

/** Names of the outbox events of a tenant, oldest first. */
export async function outboxOf(app: TestApp, tenantId: TenantId): Promise<string[]> {
  const { rows } = await app.owner.query<{ name: string }>('select name from outbox_events where tenant_id = $1 order by created_at, id', [
    tenantId,
  ]);
  return rows.map((row) => row.name);
}

/** The owner of a new tenant who signed up at the front door: an actor for services, a token for requests. */
export async function givenSignedInOwner(app: TestApp): Promise<{ actor: Actor; token: string }> {
  const { tenantId, token } = await app.signUp();
  return { actor: ownerOf(tenantIdOf(tenantId)), token };
}

/** Ends the running period of the tenant's subscription at Stripe, as time would, and lets what follows arrive and be worked. */
export async function renew(stage: BillingStage, { tenantId }: Actor, expected: string): Promise<void> {
  const { rows } = await stage.app.owner.query<{ id: string }>(
    `select stripe_subscription_id as id from subscriptions where tenant_id = $1 and status <> 'canceled'`,
    [tenantId],
  );
  stage.stripe.renew(rows[0]?.id ?? '');
  await arrived(stage, expected, tenantId);
  // an event of that type may have been there before
  await stage.stripe.settled();
  await stage.app.settle();
}

/** As if no event of the tenant had ever been worked, while Stripe's side stays as it is. */
export async function forget(app: TestApp, tenantId: TenantId): Promise<void> {
  const tables = [
    'payment_attempts',
    'invoice_lines',
    'invoices',
    'mrr_movements',
    'subscriptions',
    'billing_revisions',
    'outbox_events',
    'usage_thresholds',
    'usage_periods',
  ];
  // in one round trip: some suites forget hundreds of times
  await app.owner.query(tables.map((table) => `delete from ${table} where tenant_id = '${tenantId}'`).join(';'));
  await app.owner.query(
    `update tenants set subscription_tier = 'free', subscription_status = 'none', stripe_subscription_id = null, subscription_ends = null
     where id = $1`,
    [tenantId],
  );
  const ids = (await eventsOf(app, tenantId)).map((event) => event.id);
  await app.owner.query(`update stripe_events set status = 'received', processed_at = null where id = any($1)`, [ids]);
}
