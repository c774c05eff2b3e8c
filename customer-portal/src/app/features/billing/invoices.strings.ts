import type { InvoiceLine } from '@orbisvoice/shared-dto';
import type { DisputeStatus, RefundStatus } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** What the invoices say. */
export const I = {
  heading: 'Invoices',
  latest: 'Latest invoices',
  all: 'All invoices',
  columns: { number: 'Number', date: 'Date', period: 'Period', plan: 'Plan', status: 'Status', total: 'Total', actions: 'Documents' },
  status: 'Status',
  anyStatus: 'All',
  clear: 'Clear filter',
  refunded: 'Refunded',
  partlyRefunded: 'Partly refunded',
  disputed: 'Disputed',
  pdf: 'PDF',
  pdfOf: (number: string) => `PDF of invoice ${number}`,
  view: 'View',
  viewOf: (number: string) => `View invoice ${number} on the payment provider’s page`,
  pay: 'Pay',
  payOf: (number: string) => `Pay invoice ${number}`,
  draft: 'Draft',
  gone: 'The payment provider has no such document at the moment. Try again in a minute.',
  empty: 'No invoices yet',
  emptyText: 'They appear here with your first payment.',
  filtered: 'No invoice has this status',
  one: {
    heading: (number: string) => `Invoice ${number}`,
    loading: 'Invoice',
    back: 'Invoices',
    issued: 'Issued',
    paid: 'Paid',
    period: 'Period',
    plan: 'Plan',
    lines: 'What it is for',
    description: 'Description',
    quantity: 'Quantity',
    amount: 'Amount',
    linePeriod: 'Period',
    evidence: 'Evidence',
    evidenceOf: (count: string) => `${count} counted conversations`,
    subtotal: 'Subtotal',
    discount: 'Discount',
    tax: 'Tax',
    total: 'Total',
    credit: 'From credit',
    amountPaid: 'Paid',
    refunded: 'Refunded',
    remaining: 'Still due',
    attempts: 'Payment attempts',
    refunds: 'Refunds',
    disputes: 'Disputes',
    dispute: {
      opened: 'Opened',
      closed: 'Closed',
      note: 'The cardholder’s bank asks about this payment. Your plan goes on meanwhile.',
    },
  },
} as const;

export const LINE_LABELS: Readonly<Record<InvoiceLine['kind'], string>> = {
  plan: 'Plan',
  proration: 'Part of a period',
  overage: 'Beyond the limit',
  other: 'Other',
};

export const REFUND_LABELS: Readonly<Record<RefundStatus, { label: string; tone: Tone }>> = {
  pending: { label: 'On its way', tone: 'info' },
  requires_action: { label: 'Needs action', tone: 'warning' },
  succeeded: { label: 'Refunded', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  canceled: { label: 'Cancelled', tone: 'neutral' },
};

/** In the words of the one who paid: answering the bank is our task, not theirs. */
export const DISPUTE_LABELS: Readonly<Record<DisputeStatus, { label: string; tone: Tone }>> = {
  warning_needs_response: { label: 'Inquiry open', tone: 'warning' },
  warning_under_review: { label: 'Inquiry under review', tone: 'info' },
  warning_closed: { label: 'Inquiry closed', tone: 'neutral' },
  needs_response: { label: 'Open', tone: 'warning' },
  under_review: { label: 'Under review', tone: 'info' },
  appeal_needs_response: { label: 'Appeal open', tone: 'warning' },
  appeal_under_review: { label: 'Appeal under review', tone: 'info' },
  won: { label: 'Payment stands', tone: 'success' },
  lost: { label: 'Payment taken back', tone: 'danger' },
  prevented: { label: 'Prevented', tone: 'neutral' },
};

/** The reasons Stripe knows for a refund, and a bank for a dispute; one nobody has described is shown as it came, readable. */
export function reasonText(reason: string | null): string | null {
  return reason === null ? null : reason.charAt(0).toUpperCase() + reason.slice(1).replaceAll('_', ' ');
}
