import { isDecided, refundedOf } from '../../src/modules/billing/domain/money-back.js';
import { isLive, tenantBilling, type SubscriptionRecord } from '../../src/modules/billing/domain/subscription-record.js';
import { moneyBackAudit } from '../../src/modules/billing/services/money-back-events.js';
import { toInvoiceLines } from '../../src/modules/billing/stripe/invoice-lines.mapper.js';
import { toInvoiceRecord } from '../../src/modules/billing/stripe/invoice.mapper.js';
import { toDisputeRecord, toRefundRecord } from '../../src/modules/billing/stripe/money-back.mapper.js';
import { idOf, instant } from '../../src/modules/billing/stripe/stripe-values.js';
import { toSubscriptionRecord } from '../../src/modules/billing/stripe/subscription.mapper.js';
import { auditRow } from './audit-rows.js';
import type { BillingHistory } from './billing-history.js';
import { planOfInvoice, type BillingPast } from './billing-past.js';
import type { Random } from './random.js';
import type { Story } from './stories.js';
import type { RowWriter } from './writer.js';

interface BillingFrame {
  readonly random: Random;
  readonly now: Date;
  readonly ownerId: string;
  readonly past: BillingPast;
}

/** Columns that are not called like their fields. */
const COLUMNS: Readonly<Record<string, string>> = { interval: 'billing_interval' };

/** A record of the product as the row that its repository would write. */
export function toRow(record: object): Record<string, unknown> {
  const column = (field: string): string => COLUMNS[field] ?? field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [column(field), value]));
}

/** Writes what Stripe knows of a tenant through the product's own mappings, and the past that led there. Returns the tenant's own columns. */
export function addBilling(writer: RowWriter, story: Story, history: BillingHistory, frame: BillingFrame): Record<string, unknown> {
  const { now, past } = frame;
  const records = history.subscriptions.map((subscription) =>
    toSubscriptionRecord(subscription, { pastDueSince: overdueSince(history, past, subscription.id), now }),
  );
  for (const record of records) addSubscription(writer, story, record, frame);
  addInvoices(writer, story, history, frame);
  addMoneyBack(writer, story, history, frame);
  addProfile(writer, story, history, frame);
  addMovements(writer, story, frame);
  addAudits(writer, story, frame);
  const billing = tenantBilling(records, { tier: 'free', status: 'none', subscriptionId: null, ends: null }, now);
  return {
    stripe_customer_id: history.customer?.id ?? null,
    stripe_subscription_id: billing.subscriptionId,
    subscription_status: billing.status,
    subscription_tier: billing.tier,
    subscription_ends: billing.ends,
  };
}

/** Since when a subscription owes: the first failed attempt on what is still open. */
function overdueSince(history: BillingHistory, { attempts }: BillingPast, subscriptionId: string): Date | null {
  const open = history.invoices.filter(
    ({ parent, status }) => status === 'open' && idOf(parent?.subscription_details?.subscription) === subscriptionId,
  );
  const failed = open.flatMap(({ id }) => (attempts.get(id) ?? []).filter(({ outcome }) => outcome !== 'paid'));
  return failed.map(({ at }) => at).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function addSubscription(writer: RowWriter, story: Story, record: SubscriptionRecord, { random, now }: BillingFrame): void {
  writer.add('subscriptions', {
    ...toRow(record),
    id: random.id(record.startedAt),
    tenant_id: story.tenantId,
    created_at: record.startedAt,
    updated_at: isLive(record) ? now : (record.endedAt ?? now),
  });
}

function addInvoices(writer: RowWriter, story: Story, history: BillingHistory, { random, past, now }: BillingFrame): void {
  const refunds = refundRecords(history);
  for (const invoice of history.invoices) {
    const record = toInvoiceRecord(invoice, planOfInvoice(invoice, history.prices));
    const refunded = refundedOf(refunds.filter(({ stripeInvoiceId }) => stripeInvoiceId === invoice.id));
    const own = { tenant_id: story.tenantId, stripe_invoice_id: invoice.id };
    writer.add('invoices', {
      ...toRow(record),
      ...own,
      id: random.id(record.createdAt),
      amount_refunded: refunded,
      needs_action: false,
      links_fetched_at: now,
      updated_at: record.paidAt ?? record.createdAt,
    });
    const at = record.createdAt;
    for (const line of toInvoiceLines(invoice.lines.data, history.prices)) {
      writer.add('invoice_lines', { ...toRow(line), ...own, id: random.id(at) });
    }
    for (const attempt of past.attempts.get(invoice.id) ?? []) {
      writer.add('payment_attempts', { ...toRow(attempt), ...own, id: random.id(attempt.at) });
    }
  }
}

const refundRecords = ({ refunds, invoiceOfCharge }: BillingHistory) =>
  refunds.map((refund) => toRefundRecord(refund, invoiceOfCharge.get(idOf(refund.charge) ?? '') ?? null));

function addMoneyBack(writer: RowWriter, story: Story, history: BillingHistory, { random, past, now }: BillingFrame): void {
  const invoiceOf = (id: string | null) => {
    const invoice = history.invoices.find((one) => one.id === id);
    return invoice ? { ...toInvoiceRecord(invoice, null), id: invoice.id } : null;
  };
  const tell = (at: Date, audit: ReturnType<typeof moneyBackAudit>): void =>
    writer.add('audit_entries', auditRow(story, at, random, { ...audit, target: [audit.targetType, audit.targetId] }));
  for (const record of refundRecords(history)) {
    const at = record.createdAt;
    writer.add('refunds', { ...toRow(record), id: random.id(at), tenant_id: story.tenantId, updated_at: at });
    tell(at, moneyBackAudit('invoice.refunded', record, invoiceOf(record.stripeInvoiceId)));
  }
  for (const dispute of history.disputes) {
    const facts = toDisputeRecord(dispute, history.invoiceOfCharge.get(idOf(dispute.charge) ?? '') ?? null);
    const record = { ...facts, closedAt: isDecided(facts) ? (past.decidedAt.get(dispute.id) ?? now) : null };
    const at = record.openedAt;
    writer.add('disputes', { ...toRow(record), id: random.id(at), tenant_id: story.tenantId, updated_at: record.closedAt ?? at });
    tell(at, moneyBackAudit('dispute.opened', record, invoiceOf(record.stripeInvoiceId)));
    if (record.closedAt) tell(record.closedAt, moneyBackAudit('dispute.closed', record, invoiceOf(record.stripeInvoiceId)));
  }
}

function addProfile(
  writer: RowWriter,
  story: Story,
  { customer, card: method, taxIds }: BillingHistory,
  { random, now }: BillingFrame,
): void {
  if (!customer) return;
  const card = method?.card;
  const overage = story.acts.find((act) => act.kind === 'sellOverage');
  writer.add('billing_profiles', {
    tenant_id: story.tenantId,
    stripe_payment_method_id: method?.id ?? null,
    card_brand: card?.brand ?? null,
    card_last4: card?.last4 ?? null,
    card_exp_month: card?.exp_month ?? null,
    card_exp_year: card?.exp_year ?? null,
    credit: Math.max(0, -customer.balance),
    is_overage_enabled: overage !== undefined,
    overage_cap: overage?.cap ?? null,
    updated_at: now,
  });
  for (const { id, type, value, country, verification, created } of taxIds) {
    const at = instant(created);
    const row = { stripe_tax_id: id, type, value, country, status: verification?.status ?? 'unavailable', created_at: at };
    writer.add('tax_ids', { ...row, id: random.id(at), tenant_id: story.tenantId });
  }
}

function addMovements(writer: RowWriter, story: Story, { random, past }: BillingFrame): void {
  for (const { at, currency, eventId, movement } of past.movements) {
    const { before, after, ...rest } = movement;
    const row = { ...toRow(rest), mrr_before: before, mrr_after: after, currency, source_event_id: eventId };
    writer.add('mrr_movements', { ...row, id: random.id(at), tenant_id: story.tenantId, occurred_at: at });
  }
}

/** What the owner did has the owner's name; the rest happened by itself. */
function addAudits(writer: RowWriter, story: Story, { random, past, ownerId }: BillingFrame): void {
  const decided = new Set(story.acts.filter(({ kind }) => kind === 'change' || kind === 'cancel').map(({ at }) => at.getTime()));
  for (const { at, audit } of past.audits) {
    const isOwners = audit.targetType === 'subscription' && decided.has(at.getTime());
    const { action, changes, targetType, targetId } = audit;
    writer.add(
      'audit_entries',
      auditRow(story, at, random, {
        action,
        changes,
        target: [targetType, targetId],
        ...(isOwners && { actor: [ownerId, story.ownerName] as const }),
      }),
    );
  }
}
