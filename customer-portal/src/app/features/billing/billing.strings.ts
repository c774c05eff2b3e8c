import type { CancelSubscription } from '@orbisvoice/shared-dto';
import type { InvoiceStatus, SubscriptionStatus } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** What the billing page says. */
export const S = {
  heading: 'Plan and billing',
  manage: 'Payment details',
  current: 'Current plan',
  usage: 'Usage this period',
  usageNoun: 'conversations',
  period: (from: string, to: string) => `${from} – ${to}`,
  resets: (date: string) => `Resets on ${date}.`,
  grace: (ceiling: string) => `New conversations stop at ${ceiling}.`,
  history: 'Counted conversations, last 30 days',
  historyValue: 'Counted conversations',
  historyDay: 'Day',
  perMonth: 'per month',
  free: 'Free',
  limit: (count: string) => `${count} conversations / month`,
  plans: 'Plans',
  upgrade: (name: string) => `Upgrade to ${name}`,
  switchTo: (name: string) => `Switch to ${name}`,
  isCurrent: 'Your plan',
  changeByEnding: 'To move to another plan, cancel this one. At the end of the period you have paid for, you can choose anew.',
  ownerOnly: 'Only an owner of this workspace can change the plan.',
  renews: (date: string, price: string) => `Renews on ${date} for ${price}.`,
  billingEmail: (email: string) => `Receipts go to ${email}.`,
  pastDue: (date: string) => `Your last payment failed. Your plan stays until ${date}; please check your payment details.`,
  pastDueNow: 'Your last payment failed. Please check your payment details.',
  fixPayment: 'Check payment details',
  ending: (name: string, date: string) => `${name} ends on ${date}. After that you are on the free plan.`,
  keep: 'Keep my plan',
  kept: 'Your plan goes on.',
  confirming: {
    heading: 'Confirming your payment',
    text: 'Waiting for the payment provider’s word. This usually takes a few seconds; you can leave this page.',
    slow: 'This takes longer than usual. Nothing is lost: the plan changes as soon as the payment is confirmed.',
    check: 'Check again',
    done: (name: string) => `Paid. You are on the ${name} plan.`,
  },
  canceledCheckout: 'The payment was not finished. Nothing was charged.',
  cancel: {
    action: 'Cancel plan',
    heading: (name: string) => `Cancel ${name}?`,
    text: (date: string) => `You keep everything until ${date}. Then the free plan begins: 100 conversations a month.`,
    textPlain: 'You keep everything until the end of the period you have paid for. Then the free plan begins.',
    reason: 'Why are you leaving?',
    choose: 'Please choose',
    comment: 'What could we have done better?',
    keep: 'Keep my plan',
    confirm: 'Cancel at the end of the period',
    done: (date: string) => `Canceled. Your plan runs until ${date}.`,
  },
  invoices: {
    heading: 'Invoices',
    columns: { number: 'Number', date: 'Date', period: 'Period', plan: 'Plan', status: 'Status', total: 'Total', actions: 'Documents' },
    pdf: 'PDF',
    pdfOf: (number: string) => `PDF of invoice ${number}`,
    view: 'View',
    viewOf: (number: string) => `View invoice ${number}`,
    pay: 'Pay',
    payOf: (number: string) => `Pay invoice ${number}`,
    draft: 'Draft',
    empty: 'No invoices yet',
    emptyText: 'They appear here with your first payment.',
  },
} as const;

export const SUBSCRIPTION_LABELS: Readonly<Record<SubscriptionStatus, { label: string; tone: Tone }>> = {
  none: { label: 'Free', tone: 'neutral' },
  incomplete: { label: 'Payment pending', tone: 'warning' },
  incomplete_expired: { label: 'Payment expired', tone: 'danger' },
  trialing: { label: 'Trial', tone: 'info' },
  active: { label: 'Active', tone: 'success' },
  past_due: { label: 'Payment overdue', tone: 'danger' },
  unpaid: { label: 'Unpaid', tone: 'danger' },
  canceled: { label: 'Canceled', tone: 'neutral' },
  paused: { label: 'Paused', tone: 'warning' },
};

export const INVOICE_LABELS: Readonly<Record<InvoiceStatus, { label: string; tone: Tone }>> = {
  draft: { label: 'Draft', tone: 'neutral' },
  open: { label: 'Open', tone: 'warning' },
  paid: { label: 'Paid', tone: 'success' },
  void: { label: 'Void', tone: 'neutral' },
  uncollectible: { label: 'Uncollectible', tone: 'danger' },
};

export const CANCEL_REASON_LABELS: Readonly<Record<CancelSubscription['reason'], string>> = {
  too_expensive: 'It is too expensive',
  missing_features: 'Something is missing',
  switched_service: 'I am moving to another service',
  unused: 'I do not use it enough',
  customer_service: 'I was not happy with the support',
  too_complex: 'It is too complicated',
  low_quality: 'The quality was not good enough',
  other: 'Another reason',
};
