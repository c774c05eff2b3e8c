import type Stripe from 'stripe';
import { BILLING_INTERVALS, PLAN_CODES, planLookupKey, type BillingInterval, type PlanCode } from '@orbisvoice/shared-dto/values';
import { unfitEvents } from '../webhooks/unfit-events.js';
import type { PlanCustomer } from './plan-customer.js';

/** Statuses in which a subscription is there, and those in which it is paid for or soon will be. */
const LIVE = ['trialing', 'active', 'past_due', 'unpaid', 'paused'];
const PAYING = ['active', 'past_due'];
const GONE = ['succeeded', 'pending'];
const GIVING = ['trialing', 'active', 'past_due'];
export const LIMITS: Readonly<Record<string, number>> = { free: 100, starter: 1_000, professional: 10_000, enterprise: 100_000 };

const iso = (seconds: number | null | undefined): string | null => (seconds == null ? null : new Date(seconds * 1_000).toISOString());
const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'object' ? (value?.id ?? null) : (value ?? null);

/** What a price sells, read from its lookup key alone. */
export function sold(price: Stripe.Price): { plan: PlanCode; interval: BillingInterval } | null {
  for (const plan of PLAN_CODES)
    for (const interval of BILLING_INTERVALS) if (planLookupKey(plan, interval) === price.lookup_key) return { plan, interval };
  return null;
}

function subscriptionAtStripe(one: Stripe.Subscription): object {
  const item = one.items.data.find(({ price }) => sold(price) !== null);
  const offer = item && sold(item.price);
  if (!item || !offer) throw new Error(`${one.id} sells none of our plans`);
  return {
    id: one.id,
    status: one.status,
    plan: offer.plan,
    interval: offer.interval,
    price: String(item.price.unit_amount),
    start: iso(item.current_period_start),
    end: iso(item.current_period_end),
    isEnding: one.cancel_at_period_end || one.cancel_at !== null,
    isPending: one.pending_update !== null,
    ended: iso(one.ended_at),
  };
}

/** What went back of an invoice, from the charges that paid it. */
function refundedAtStripe({ stripe }: PlanCustomer['stage'], invoiceId: string): number {
  const intents = Object.values(stripe.state.invoicePayments)
    .filter(({ invoice }) => idOf(invoice) === invoiceId)
    .map(({ payment }) => idOf(payment.payment_intent));
  return Object.values(stripe.state.refunds)
    .filter((refund) => intents.includes(idOf(refund.payment_intent)) && GONE.includes(refund.status ?? ''))
    .reduce((sum, { amount }) => sum + amount, 0);
}

function invoiceAtStripe(stage: PlanCustomer['stage'], one: Stripe.Invoice): object {
  return {
    id: one.id,
    subscription: idOf(one.parent?.subscription_details?.subscription),
    number: one.number,
    status: one.status,
    total: one.total,
    due: one.amount_due,
    paid: one.amount_paid,
    remaining: one.amount_remaining,
    lines: one.lines.data.map(({ amount }) => amount).sort((a, b) => a - b),
    paidAt: iso(one.status_transitions.paid_at),
    attempts: one.attempt_count,
    next: iso(one.next_payment_attempt),
    refunded: refundedAtStripe(stage, one.id),
  };
}

const byId = (a: object, b: object): number => (String(Reflect.get(a, 'id')) < String(Reflect.get(b, 'id')) ? -1 : 1);

const monthlyOf = (one: Stripe.Subscription): number =>
  one.items.data.reduce((sum, { price }) => {
    const offer = sold(price);
    if (!offer) return sum;
    return sum + Math.round((price.unit_amount ?? 0) / (offer.interval === 'year' ? 12 : 1));
  }, 0);

/** What a tenant's billing must come to, read from the stand-in alone. */
export interface Billing {
  readonly subscriptions: readonly object[];
  readonly invoices: readonly object[];
  readonly mrr: number;
  readonly tier: PlanCode;
  readonly live: number;
}

export async function billingAtStripe(customer: PlanCustomer): Promise<Billing> {
  const subscriptions = await customer.subscriptionsAtStripe();
  const live = subscriptions.filter(({ status }) => LIVE.includes(status));
  const giving = live.find(({ status }) => GIVING.includes(status));
  const offer = giving?.items.data.map(({ price }) => sold(price)).find((one) => one !== null);
  return {
    subscriptions: subscriptions.map(subscriptionAtStripe).sort(byId),
    invoices: (await customer.invoicesAtStripe()).map((one) => invoiceAtStripe(customer.stage, one)).sort(byId),
    mrr: subscriptions.filter(({ status }) => PAYING.includes(status)).reduce((sum, one) => sum + monthlyOf(one), 0),
    tier: offer?.plan ?? 'free',
    live: live.length,
  };
}

/** The same of our own rows. */
export async function billingOfOurs({ stage, tenantId }: PlanCustomer): Promise<Billing> {
  const rowsOf = async <T extends object>(sql: string): Promise<T[]> => (await stage.app.owner.query<T>(sql, [tenantId])).rows;
  const [tenant] = await rowsOf<{ tier: PlanCode }>('select subscription_tier as tier from tenants where id = $1');
  const subscriptions = await rowsOf<{ status: string }>(
    `select stripe_subscription_id as id, status, plan_code as plan, billing_interval as interval, price, to_iso(current_period_start) as start,
            to_iso(current_period_end) as end, cancel_at_period_end as "isEnding", pending_plan_code is not null as "isPending",
            to_iso(ended_at) as ended
     from subscriptions where tenant_id = $1`.replaceAll(/to_iso\((\w+)\)/g, ISO),
  );
  const invoices = await rowsOf<object>(
    `select stripe_invoice_id as id, stripe_subscription_id as subscription, number, status, total::int, amount_due::int as due,
            amount_paid::int as paid, amount_remaining::int as remaining, to_iso(paid_at) as "paidAt", attempt_count as attempts,
            to_iso(next_attempt_at) as next, amount_refunded::int as refunded,
            (select coalesce(json_agg(l.amount order by l.amount), '[]') from invoice_lines l where l.stripe_invoice_id = i.stripe_invoice_id) as lines
     from invoices i where tenant_id = $1`.replaceAll(/to_iso\((\w+)\)/g, ISO),
  );
  const movements = await movementsOf(stage, tenantId);
  return {
    subscriptions: subscriptions.sort(byId),
    invoices: invoices.sort(byId),
    mrr: movements.reduce((sum, one) => sum + signed(one), 0),
    tier: tenant?.tier ?? 'free',
    live: subscriptions.filter(({ status }) => LIVE.includes(status)).length,
  };
}

const ISO = `to_char($1 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A line of the ledger of recurring revenue. */
export interface Movement {
  readonly kind: string;
  readonly amount: number;
  readonly before: number;
  readonly after: number;
}

const LOSSES = ['contraction', 'churn'];
const signed = ({ kind, amount }: Movement): number => (LOSSES.includes(kind) ? -amount : amount);

/** Oldest first. */
export async function movementsOf({ app }: PlanCustomer['stage'], tenantId: string): Promise<Movement[]> {
  const { rows } = await app.owner.query<Movement>(
    `select kind, amount::int, mrr_before::int as before, mrr_after::int as after from mrr_movements where tenant_id = $1
     order by occurred_at, id`,
    [tenantId],
  );
  return rows;
}

/** Each line begins where the last one ended, and their sum is what is paid now. */
export function expectLedger(movements: readonly Movement[], mrr: number): void {
  let running = 0;
  for (const movement of movements) {
    expect(movement.amount).toBeGreaterThan(0);
    expect(movement.before).toBe(running);
    running += signed(movement);
    expect(movement.after).toBe(running);
  }
  expect(running).toBe(mrr);
}

/** Our rows say what the stand-in says, the ledger adds up, the limit is that of the plan that is paid for, and its events can be told. */
export async function expectConverged(customer: PlanCustomer, { isAccessOver = false } = {}): Promise<Billing> {
  const theirs = await billingAtStripe(customer);
  const expected = isAccessOver ? { ...theirs, tier: 'free' as const } : theirs;
  expect(await billingOfOurs(customer)).toEqual(expected);
  expect(theirs.live).toBeLessThanOrEqual(1);
  expectLedger(await movementsOf(customer.stage, customer.tenantId), theirs.mrr);
  const { tier, usage } = await customer.subscription();
  expect({ tier, limit: usage.limit }).toEqual({ tier: expected.tier, limit: LIMITS[expected.tier] });
  expect(await unfitEvents(customer.stage.app, customer.tenantId)).toEqual([]);
  return theirs;
}

/** Actions of the tenant's audit log about billing, oldest first. */
export async function auditOf({ stage, tenantId }: PlanCustomer): Promise<string[]> {
  const { rows } = await stage.app.owner.query<{ action: string }>(
    `select action from audit_entries where tenant_id = $1 and action ~ '^(subscription|invoice|dispute)\\.' order by at, id`,
    [tenantId],
  );
  return rows.map(({ action }) => action);
}

/** Templates of the mails about billing that were ordered for a tenant, oldest first. */
export async function mailsOf({ stage, tenantId }: PlanCustomer): Promise<string[]> {
  const { rows } = await stage.app.owner.query<{ template: string }>(
    `select template from email_messages where tenant_id = $1 and template ~ '^(subscription|plan|invoice|payment|refund|card|conversation|trial)'
     order by created_at, id`,
    [tenantId],
  );
  return rows.map(({ template }) => template);
}

/** What the last mail of a template says. */
export async function lastMailOf({ stage, tenantId }: PlanCustomer, template: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await stage.app.owner.query<{ data: Record<string, unknown> }>(
    'select data from email_messages where tenant_id = $1 and template = $2 order by created_at desc, id desc limit 1',
    [tenantId, template],
  );
  return rows[0]?.data;
}
