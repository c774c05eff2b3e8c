import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { periodEnd } from '../core/periods.js';
import { StripeProblem } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { newInvoice } from '../objects/invoices.js';
import { periodLine } from '../objects/lines.js';
import { withItems } from '../objects/subscriptions.js';
import { collectInvoice, finalizeInvoice } from './invoicing.js';
import { methodOf, updateSubscription } from './subscribing.js';

/** Wakes a paused subscription: a new period begins now, and it goes on once that is paid. */
export function resumeSubscription(draft: Draft, id: string): Stripe.Subscription {
  const subscription = draft.need('subscriptions', id);
  if (subscription.status !== 'paused') throw new StripeProblem(400, 'Only paused subscriptions can be resumed.', { param: 'id' });
  const items = subscription.items.data.map((item) => {
    const cadence = item.price.recurring ?? { interval: 'month', interval_count: 1 };
    return { ...item, current_period_start: draft.at, current_period_end: periodEnd(draft.at, cadence, draft.at) };
  });
  const invoice = draft.put(
    'invoices',
    newInvoice(draft, {
      customer: draft.need('customers', idOf(subscription.customer), 'customer'),
      subscription,
      reason: 'subscription_update',
      currency: subscription.currency,
      lines: items.map((item) => periodLine(draft, item, { start: item.current_period_start, end: item.current_period_end })),
      period: { start: draft.at, end: draft.at },
    }),
  );
  const restarted = { ...withItems(subscription, items), billing_cycle_anchor: draft.at, latest_invoice: invoice.id };
  const how = { method: methodOf(draft, subscription), isOffSession: true, isRetried: false };
  const { decline } = collectInvoice(draft, finalizeInvoice(draft, invoice), how);
  if (decline !== null) return updateSubscription(draft, subscription, restarted);
  const resumed = updateSubscription(draft, subscription, { ...restarted, status: 'active' });
  draft.emit('customer.subscription.resumed', resumed);
  return resumed;
}
