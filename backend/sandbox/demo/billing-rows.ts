import { PLAN_CODES, type PlanCode } from '@orbisvoice/shared-dto/values';
import type Stripe from 'stripe';
import { mrrMovement, type MrrBefore } from '../../src/modules/billing/domain/mrr-movement.js';
import { auditRow } from './account-rows.js';
import { type BillingHistory, type MrrPoint } from './billing-history.js';
import { type Random } from './random.js';
import { type Story } from './stories.js';
import { type RowWriter } from './writer.js';

interface BillingFrame {
  readonly random: Random;
  readonly now: Date;
  readonly ownerId: string;
  /** Price of a plan per month, minor units; tells which plan an invoice billed. */
  readonly amounts: Readonly<Record<PlanCode, number>>;
}

const seconds = (at: number | null | undefined): Date | null => (at ? new Date(at * 1000) : null);
const planOf = (subscription: Stripe.Subscription): string => subscription.items.data[0]?.price.metadata['plan_code'] ?? 'free';

/** Writes subscriptions, invoices, the MRR ledger and their audit lines from what the stand-in recorded. Returns the tenant's own columns. */
export function addBilling(writer: RowWriter, story: Story, history: BillingHistory, frame: BillingFrame): Record<string, unknown> {
  for (const subscription of history.subscriptions) writer.add('subscriptions', subscriptionRow(story, subscription, frame));
  for (const invoice of history.invoices) addInvoice(writer, story, invoice, frame);
  addMovements(writer, story, history.points, frame);
  addDecisions(writer, story, history, frame);
  const live = history.subscriptions.find(({ status }) => status !== 'canceled' && status !== 'incomplete_expired');
  const latest = live ?? history.subscriptions[0];
  return {
    stripe_customer_id: history.customerId,
    stripe_subscription_id: live?.id ?? null,
    subscription_status: latest?.status ?? 'none',
    subscription_tier: live ? planOf(live) : 'free',
    subscription_ends: live?.cancel_at_period_end ? seconds(live.items.data[0]?.current_period_end) : null,
  };
}

function subscriptionRow(story: Story, subscription: Stripe.Subscription, { random, now, amounts }: BillingFrame): Record<string, unknown> {
  const [item] = subscription.items.data;
  const start = new Date(subscription.created * 1000);
  const plan = planOf(subscription);
  return {
    id: random.id(start),
    tenant_id: story.tenantId,
    stripe_subscription_id: subscription.id,
    stripe_customer_id: idOf(subscription.customer),
    plan_code: plan,
    status: subscription.status,
    price: item?.price.unit_amount ?? 0,
    stripe_item_id: item?.id ?? null,
    stripe_price_id: item?.price.id ?? null,
    amount: PLAN_CODES.flatMap((code) => (code === plan ? [amounts[code]] : []))[0],
    currency: subscription.currency,
    current_period_start: seconds(item?.current_period_start),
    current_period_end: seconds(item?.current_period_end),
    cancel_at_period_end: subscription.cancel_at_period_end,
    cancel_reason: subscription.cancellation_details?.feedback ?? null,
    past_due_since: subscription.status === 'past_due' ? seconds(item?.current_period_start) : null,
    started_at: seconds(subscription.start_date),
    ended_at: seconds(subscription.ended_at),
    created_at: start,
    updated_at: seconds(subscription.ended_at) ?? now,
  };
}

const idOf = (reference: string | { id: string }): string => (typeof reference === 'string' ? reference : reference.id);

function addInvoice(writer: RowWriter, story: Story, invoice: Stripe.Invoice, { random, amounts }: BillingFrame): void {
  const at = new Date(invoice.created * 1000);
  const paidAt = seconds(invoice.status_transitions.paid_at);
  const line = invoice.lines.data.findLast(({ amount }) => amount > 0) ?? invoice.lines.data[0];
  const subscription = invoice.parent?.subscription_details?.subscription;
  const id = random.id(at);
  writer.add('invoices', {
    id,
    tenant_id: story.tenantId,
    stripe_invoice_id: invoice.id,
    stripe_subscription_id: subscription ? idOf(subscription) : null,
    number: invoice.number,
    status: invoice.status,
    plan_code: PLAN_CODES.find((code) => amounts[code] === invoice.total) ?? null,
    billing_reason: invoice.billing_reason,
    subtotal: invoice.subtotal,
    total: invoice.total,
    amount_due: invoice.amount_due,
    amount_remaining: invoice.amount_remaining,
    attempt_count: invoice.attempt_count,
    amount_paid: invoice.amount_paid,
    currency: invoice.currency,
    period_start: seconds(line?.period.start) ?? at,
    period_end: seconds(line?.period.end) ?? at,
    hosted_url: invoice.hosted_invoice_url,
    pdf_url: invoice.invoice_pdf,
    created_at: at,
    paid_at: paidAt,
    updated_at: paidAt ?? at,
  });
  const action = invoice.status === 'paid' ? 'invoice.paid' : 'invoice.payment_failed';
  const changes = { total: { before: null, after: invoice.total }, number: { before: null, after: invoice.number } };
  writer.add('audit_entries', auditRow(story, paidAt ?? at, random, { action, target: ['invoice', id], changes }));
}

/** The ledger, by the product's own rule for what a movement is. */
function addMovements(writer: RowWriter, story: Story, points: readonly MrrPoint[], { random }: BillingFrame): void {
  let before: MrrBefore = { amount: 0, plan: null, hasEverPaid: false };
  for (const { at, mrr, plan } of points) {
    const after = { amount: mrr, plan: mrr > 0 ? plan : null };
    const movement = mrrMovement(before, after);
    if (movement) {
      writer.add('mrr_movements', {
        id: random.id(at),
        tenant_id: story.tenantId,
        occurred_at: at,
        kind: movement.kind,
        amount: movement.amount,
        mrr_before: movement.before,
        mrr_after: movement.after,
        currency: 'usd',
        plan_from: movement.planFrom,
        plan_to: movement.planTo,
      });
    }
    before = { ...after, hasEverPaid: before.hasEverPaid || mrr > 0 };
  }
}

function addDecisions(writer: RowWriter, story: Story, history: BillingHistory, { random, ownerId }: BillingFrame): void {
  const actor = [ownerId, story.ownerName] as const;
  let plan: PlanCode = 'free';
  for (const act of story.acts) {
    const action =
      act.kind === 'subscribe' ? 'subscription.created' : act.kind === 'change' ? 'subscription.changed' : 'subscription.cancel_scheduled';
    const changes =
      act.kind === 'cancel' ? { cancelAtPeriodEnd: { before: false, after: true } } : { tier: { before: plan, after: act.plan } };
    const target = ['subscription', story.tenantId] as const;
    writer.add(
      'audit_entries',
      auditRow(story, act.at, random, { action, target, changes, ...(act.kind === 'subscribe' ? {} : { actor }) }),
    );
    plan = act.plan;
  }
  for (const point of history.points.filter(({ mrr }) => mrr === 0)) {
    const changes = { tier: { before: plan, after: 'free' } };
    writer.add(
      'audit_entries',
      auditRow(story, point.at, random, { action: 'subscription.canceled', target: ['subscription', story.tenantId], changes }),
    );
  }
}
