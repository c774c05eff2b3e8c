import type { EventName, PlanCode } from '@orbisvoice/shared-dto/values';
import type { InvoiceRecord } from './invoice-record.js';
import { isLive, type SubscriptionRecord } from './subscription-record.js';

/** What happened between two states of a tenant's subscriptions. */
export type SubscriptionNews =
  | { readonly kind: 'subscription.created'; readonly after: SubscriptionRecord }
  | { readonly kind: 'subscription.changed'; readonly before: SubscriptionRecord; readonly after: SubscriptionRecord }
  | { readonly kind: 'subscription.cancel_scheduled'; readonly after: SubscriptionRecord }
  | { readonly kind: 'subscription.resumed'; readonly after: SubscriptionRecord }
  | { readonly kind: 'subscription.canceled'; readonly before: SubscriptionRecord; readonly after: SubscriptionRecord };
export type InvoiceNews = { readonly kind: 'invoice.paid' | 'invoice.payment_failed'; readonly invoice: InvoiceRecord };

/** Compares a subscription with what we knew of it. Told from states, not from events, so a repeated or reordered event tells nothing twice. */
export function subscriptionNews(before: SubscriptionRecord | null, after: SubscriptionRecord): SubscriptionNews[] {
  const wasLive = before !== null && isLive(before);
  if (!wasLive) return isLive(after) ? [{ kind: 'subscription.created', after }, ...cancellationNews(false, after)] : [];
  if (!isLive(after)) return [{ kind: 'subscription.canceled', before, after }];
  const hasChanged = before.planCode !== after.planCode || before.amount !== after.amount || before.currency !== after.currency;
  return [
    ...(hasChanged ? [{ kind: 'subscription.changed' as const, before, after }] : []),
    ...cancellationNews(before.cancelAtPeriodEnd, after),
  ];
}

function cancellationNews(wasScheduled: boolean, after: SubscriptionRecord): SubscriptionNews[] {
  if (wasScheduled === after.cancelAtPeriodEnd) return [];
  return [{ kind: after.cancelAtPeriodEnd ? 'subscription.cancel_scheduled' : 'subscription.resumed', after }];
}

/**
 * What an invoice tells. A failed attempt leaves no trace in the invoice's status, so it takes the event to know of it; when the invoice has
 * been paid meanwhile, the failure is no news any more.
 */
export function invoiceNews(before: Pick<InvoiceRecord, 'status'> | null, after: InvoiceRecord, hasFailed: boolean): InvoiceNews[] {
  if (after.status === 'paid') return before?.status === 'paid' ? [] : [{ kind: 'invoice.paid', invoice: after }];
  return hasFailed && after.status === 'open' ? [{ kind: 'invoice.payment_failed', invoice: after }] : [];
}

/** Audit line of a piece of news. */
export interface NewsAudit {
  readonly action: EventName;
  readonly targetType: 'subscription' | 'invoice';
  readonly targetId: string;
  readonly changes: Readonly<
    Record<string, { readonly before: string | number | boolean | null; readonly after: string | number | boolean | null }>
  >;
}

const planOf = (record: SubscriptionRecord | null): PlanCode | null => (record && isLive(record) ? record.planCode : null);

/** The audit line of a piece of subscription news, with what changed. */
export function subscriptionAudit(news: SubscriptionNews): NewsAudit {
  const before = 'before' in news ? news.before : null;
  const isSchedule = news.kind === 'subscription.cancel_scheduled' || news.kind === 'subscription.resumed';
  return {
    action: news.kind,
    targetType: 'subscription',
    targetId: news.after.stripeSubscriptionId,
    changes: isSchedule
      ? { cancelAtPeriodEnd: { before: !news.after.cancelAtPeriodEnd, after: news.after.cancelAtPeriodEnd } }
      : {
          plan: { before: planOf(before), after: planOf(news.after) },
          amount: { before: before?.amount ?? null, after: isLive(news.after) ? news.after.amount : null },
          status: { before: before?.status ?? null, after: news.after.status },
        },
  };
}

/** The audit line of a piece of invoice news. */
export const invoiceAudit = ({ kind, invoice }: InvoiceNews): NewsAudit => ({
  action: kind,
  targetType: 'invoice',
  targetId: invoice.number ?? invoice.stripeInvoiceId,
  changes: { total: { before: null, after: invoice.total }, currency: { before: null, after: invoice.currency } },
});
