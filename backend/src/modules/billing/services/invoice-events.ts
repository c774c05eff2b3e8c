import type { DomainEvent } from '../../../platform/events/domain-event.js';
import type { InvoiceNews } from '../domain/billing-news.js';
import type { InvoiceRecord } from '../domain/invoice-record.js';
import { graceEndsAt } from '../domain/subscription-access.js';
import { InvoiceFinalizationFailed } from '../events/invoice-finalization-failed.event.js';
import { InvoicePaid } from '../events/invoice-paid.event.js';
import { InvoicePaymentActionRequired } from '../events/invoice-payment-action-required.event.js';
import { InvoicePaymentFailed } from '../events/invoice-payment-failed.event.js';

/** What an invoice's news carries besides the invoice. */
export interface InvoiceFacts {
  /** Our id of it. */
  readonly invoiceId: string;
  /** Since when the subscription is past due. */
  readonly pastDueSince: Date | null;
  readonly planName: string | null;
  /** The bank waits for the cardholder. */
  readonly needsAction: boolean;
}

/** The event of a piece of invoice news. */
export function invoiceEvent(news: InvoiceNews, facts: InvoiceFacts): DomainEvent {
  const { invoice } = news;
  const common = { invoiceId: facts.invoiceId, currency: invoice.currency, tier: invoice.planCode, planName: facts.planName };
  switch (news.kind) {
    case 'invoice.paid':
      return new InvoicePaid({ ...common, ...documents(invoice), ...receipt(invoice) });
    case 'invoice.finalization_failed':
      return new InvoiceFinalizationFailed({ ...common, error: invoice.finalizationError ?? 'unknown', total: invoice.total });
    case 'invoice.payment_failed': {
      const { attempt, reason, nextAttemptAt } = news.attempt;
      const next = nextAttemptAt?.toISOString() ?? null;
      return new InvoicePaymentFailed({
        ...common,
        ...claim(invoice, facts),
        attempt,
        reason,
        nextAttemptAt: next,
        needsAction: facts.needsAction,
      });
    }
    case 'invoice.payment_action_required':
      return new InvoicePaymentActionRequired({ ...common, ...claim(invoice, facts), attempt: news.attempt.attempt });
  }
}

const documents = ({ number, hostedUrl }: InvoiceRecord) => ({ number, hostedUrl });

const receipt = (invoice: InvoiceRecord) => ({
  total: invoice.total,
  tax: invoice.tax,
  periodStart: invoice.periodStart.toISOString(),
  periodEnd: invoice.periodEnd.toISOString(),
  paidAt: (invoice.paidAt ?? invoice.createdAt).toISOString(),
  pdfUrl: invoice.pdfUrl,
});

const claim = (invoice: InvoiceRecord, { pastDueSince }: InvoiceFacts) => ({
  ...documents(invoice),
  amountDue: invoice.amountRemaining,
  graceEndsAt: pastDueSince ? graceEndsAt(pastDueSince).toISOString() : null,
});
