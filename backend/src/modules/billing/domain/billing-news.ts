import type { AuditAction, PlanCode } from '@orbisvoice/shared-dto/values';
import type { InvoiceRecord } from './invoice-record.js';
import type { PaymentAttemptRecord } from './payment-attempt.js';
import { isLive, type SubscriptionRecord } from './subscription-record.js';

/** What happened between two states of a tenant's subscriptions. */
export type SubscriptionNews =
  | { readonly kind: 'subscription.created'; readonly after: SubscriptionRecord }
  | { readonly kind: 'subscription.changed'; readonly before: SubscriptionRecord; readonly after: SubscriptionRecord }
  | { readonly kind: 'subscription.cancel_scheduled'; readonly after: SubscriptionRecord }
  | { readonly kind: 'subscription.resumed'; readonly after: SubscriptionRecord }
  | { readonly kind: 'subscription.change_scheduled' | 'subscription.change_withdrawn'; readonly after: SubscriptionRecord }
  | {
      readonly kind: 'subscription.past_due' | 'subscription.recovered';
      readonly before: SubscriptionRecord;
      readonly after: SubscriptionRecord;
    }
  | { readonly kind: 'subscription.canceled'; readonly before: SubscriptionRecord; readonly after: SubscriptionRecord };
export type InvoiceNews =
  | { readonly kind: 'invoice.paid' | 'invoice.finalization_failed'; readonly invoice: InvoiceRecord }
  | {
      readonly kind: 'invoice.payment_failed' | 'invoice.payment_action_required';
      readonly invoice: InvoiceRecord;
      readonly attempt: PaymentAttemptRecord;
    };

/** Compares a subscription with what we knew of it. Told from states, not from events, so a repeated or reordered event tells nothing twice. */
export function subscriptionNews(before: SubscriptionRecord | null, after: SubscriptionRecord): SubscriptionNews[] {
  const wasLive = before !== null && isLive(before);
  if (!wasLive)
    return isLive(after) ? [{ kind: 'subscription.created', after }, ...cancellationNews(false, after), ...scheduleNews(null, after)] : [];
  if (!isLive(after)) return [{ kind: 'subscription.canceled', before, after }];
  const hasChanged = before.planCode !== after.planCode || before.amount !== after.amount || before.currency !== after.currency;
  return [
    ...(hasChanged ? [{ kind: 'subscription.changed' as const, before, after }] : []),
    ...debtNews(before, after),
    ...cancellationNews(before.cancelAtPeriodEnd, after),
    ...scheduleNews(before, after),
  ];
}

const owes = ({ status }: SubscriptionRecord): boolean => status === 'past_due' || status === 'unpaid';

function debtNews(before: SubscriptionRecord, after: SubscriptionRecord): SubscriptionNews[] {
  if (owes(before) === owes(after)) return [];
  if (owes(after)) return [{ kind: 'subscription.past_due', before, after }];
  return after.status === 'active' ? [{ kind: 'subscription.recovered', before, after }] : [];
}

function cancellationNews(wasScheduled: boolean, after: SubscriptionRecord): SubscriptionNews[] {
  if (wasScheduled === after.cancelAtPeriodEnd) return [];
  return [{ kind: after.cancelAtPeriodEnd ? 'subscription.cancel_scheduled' : 'subscription.resumed', after }];
}

const nextPlanOf = ({ scheduledPlanCode: plan, scheduledInterval: interval }: SubscriptionRecord): string | null =>
  plan && interval && `${plan} by the ${interval}`;

/** A plan that was to follow and is here now has not been withdrawn. */
function scheduleNews(before: SubscriptionRecord | null, after: SubscriptionRecord): SubscriptionNews[] {
  const [was, is] = [before && nextPlanOf(before), nextPlanOf(after)];
  if (was === is) return [];
  if (is !== null) return [{ kind: 'subscription.change_scheduled', after }];
  return was === `${after.planCode} by the ${after.interval}` ? [] : [{ kind: 'subscription.change_withdrawn', after }];
}

/**
 * What an invoice tells. An attempt is told once, when it is first written down; when the invoice has been paid or given up meanwhile, it is
 * no news any more.
 */
export function invoiceNews(
  before: Pick<InvoiceRecord, 'status' | 'finalizationError'> | null,
  after: InvoiceRecord,
  added: readonly PaymentAttemptRecord[],
): InvoiceNews[] {
  if (after.status === 'paid') return before?.status === 'paid' ? [] : [{ kind: 'invoice.paid', invoice: after }];
  if (after.status === 'open') return added.flatMap((attempt) => attemptNews(after, attempt));
  const hasFailed = after.status === 'draft' && after.finalizationError !== null && before?.finalizationError !== after.finalizationError;
  return hasFailed ? [{ kind: 'invoice.finalization_failed', invoice: after }] : [];
}

function attemptNews(invoice: InvoiceRecord, attempt: PaymentAttemptRecord): InvoiceNews[] {
  if (attempt.outcome === 'paid') return [];
  return [{ kind: attempt.outcome === 'failed' ? 'invoice.payment_failed' : 'invoice.payment_action_required', invoice, attempt }];
}

/** Audit line of a piece of news. */
export interface NewsAudit {
  readonly action: AuditAction;
  readonly targetType: 'subscription' | 'invoice' | 'payment_method';
  readonly targetId: string;
  readonly changes: Readonly<
    Record<string, { readonly before: string | number | boolean | null; readonly after: string | number | boolean | null }>
  >;
}

const planOf = (record: SubscriptionRecord | null): PlanCode | null => (record && isLive(record) ? record.planCode : null);

/** The audit line of a piece of subscription news, with what changed. */
export function subscriptionAudit(news: SubscriptionNews): NewsAudit {
  const before = 'before' in news ? news.before : null;
  return { action: news.kind, targetType: 'subscription', targetId: news.after.stripeSubscriptionId, changes: changesOf(news, before) };
}

function changesOf({ kind, after }: SubscriptionNews, before: SubscriptionRecord | null): NewsAudit['changes'] {
  switch (kind) {
    case 'subscription.cancel_scheduled':
    case 'subscription.resumed':
      return { cancelAtPeriodEnd: { before: !after.cancelAtPeriodEnd, after: after.cancelAtPeriodEnd } };
    case 'subscription.change_scheduled':
    case 'subscription.change_withdrawn':
      return { planAtPeriodEnd: { before: planOf(after), after: after.scheduledPlanCode ?? planOf(after) } };
    default:
      return {
        plan: { before: planOf(before), after: planOf(after) },
        amount: { before: before?.amount ?? null, after: isLive(after) ? after.amount : null },
        status: { before: before?.status ?? null, after: after.status },
      };
  }
}

/** The audit line of a piece of invoice news. */
export const invoiceAudit = (news: InvoiceNews): NewsAudit => ({
  action: news.kind,
  targetType: 'invoice',
  targetId: news.invoice.number ?? news.invoice.stripeInvoiceId,
  changes: {
    total: { before: null, after: news.invoice.total },
    currency: { before: null, after: news.invoice.currency },
    ...('attempt' in news && {
      attempt: { before: null, after: news.attempt.attempt },
      reason: { before: null, after: news.attempt.reason },
    }),
    ...(news.kind === 'invoice.finalization_failed' && { error: { before: null, after: news.invoice.finalizationError } }),
  },
});
