import type { BillingInterval } from '@orbisvoice/shared-dto/values';

/** What the dialog of a plan change and the wait for its payment say. */
export const C = {
  headings: {
    checkout: (plan: string) => `Start ${plan}`,
    upgrade: (plan: string) => `Upgrade to ${plan}`,
    downgrade: (plan: string) => `Change to ${plan}`,
    loading: (plan: string) => `Change to ${plan}`,
  },
  asking: 'Asking the payment provider for the exact amount',
  plan: (name: string, interval: BillingInterval) => `${name} (${interval === 'year' ? 'yearly' : 'monthly'})`,
  lines: 'What is charged',
  subtotal: 'Subtotal',
  discount: 'Discount',
  tax: 'Tax',
  total: 'Total',
  credit: 'From your credit',
  dueToday: 'Due today',
  dueOn: (date: string) => `Due on ${date}`,
  creditLeft: (amount: string) => `${amount} stays as credit and pays future invoices.`,
  next: 'Then',
  nextOn: (amount: string, date: string, interval: BillingInterval) => `${amount} on ${date}, and every ${interval} after, tax included.`,
  words: {
    samePeriod: (from: string, to: string, end: string) =>
      `${from} is paid until ${end}. Its unused part comes back, and the same time on ${to} is charged instead, counted to the second.`,
    newPeriod: (from: string, to: string, interval: BillingInterval) =>
      `The unused part of ${from} comes back, counted to the second, and a new ${interval} on ${to} begins today.`,
    downgrade: (from: string, to: string, date: string) =>
      `You keep ${from} until ${date}, because it is paid. ${to} begins then; nothing is charged today and nothing is refunded.`,
    checkout: 'You pay on the payment provider’s page. The plan begins as soon as the payment is confirmed.',
    inTrial: (to: string, date: string) => `${to} begins now and your trial goes on. Nothing is charged before ${date}.`,
    trial: (date: string) => `Nothing is charged before ${date}. Cancel until then and it costs nothing.`,
  },
  changes: 'What changes',
  limit: 'Conversations per month',
  used: 'Used this period',
  overLimit: (used: string, limit: string) =>
    `You have used ${used} conversations this period, more than the ${limit} of this plan. At that pace your agents would stop answering before a period is over.`,
  holds: (plan: string) => `${plan} holds`,
  confirm: {
    pay: (amount: string) => `Pay ${amount} now`,
    free: 'Switch now',
    schedule: (date: string) => `Switch on ${date}`,
    checkout: (amount: string) => `Continue to payment of ${amount}`,
    trial: 'Start the free trial',
  },
  back: 'Not now',
  stale: {
    heading: 'The amounts have changed since you looked',
    refreshed: 'The amounts were worked out again; they are the same.',
    due: (from: string, to: string) => `Due: ${from} → ${to}`,
    next: (from: string, to: string) => `Then: ${from} → ${to}`,
    date: (from: string, to: string) => `Takes effect: ${from} → ${to}`,
    tax: (from: string, to: string) => `Tax: ${from} → ${to}`,
  },
  retry: 'Try again',
  payment: {
    heading: 'One step left: your payment',
    text: (amount: string) =>
      `Your bank wants you to confirm the payment of ${amount}, or the card was declined. Pay it on the payment provider’s page; it opens in a new tab.`,
    expires: (date: string) => `Your present plan stays until it is paid. After ${date} the upgrade expires and nothing is charged.`,
    open: (amount: string) => `Pay ${amount}`,
    later: 'Later',
  },
  changed: (plan: string) => `You are on ${plan} now.`,
  scheduled: (plan: string, date: string) => `Your plan changes to ${plan} on ${date}.`,
  undone: 'Your present plan stays.',
  wait: {
    heading: 'Confirming your payment',
    text: 'Waiting for the payment provider’s word. This usually takes a few seconds; you can leave this page.',
    slow: 'This takes longer than usual. Nothing is lost: the plan changes as soon as the payment is confirmed. We keep looking.',
    gaveUp: 'There is no confirmation yet. If you have paid, the plan changes by itself as soon as it arrives; we will write to you.',
    check: 'Check again',
    stop: 'Stop waiting',
    done: (name: string) => `Paid. You are on the ${name} plan.`,
  },
  canceledCheckout: 'The payment was not finished. Nothing was charged.',
} as const;
