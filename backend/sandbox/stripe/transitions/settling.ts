import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { StripeProblem } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { withItems } from '../objects/subscriptions.js';
import { cancelNow } from './cancelling.js';
import { type Collecting, type Collection, collectInvoice, refinalizeInvoice, subscriptionOf } from './invoicing.js';
import { methodOf, updateSubscription } from './subscribing.js';

/** Tries an open invoice again, and brings its subscription back when the money came. */
export function payInvoice(draft: Draft, id: string, how: Partial<Collecting>): Collection {
  const invoice = draft.need('invoices', id);
  if (invoice.status === 'paid') throw new StripeProblem(400, 'Invoice is already paid', { code: 'invoice_already_paid' });
  if (invoice.status !== 'open')
    throw new StripeProblem(400, `A ${String(invoice.status)} invoice cannot be paid`, { code: 'invoice_not_editable' });
  const subscriptionId = subscriptionOf(invoice);
  const subscription = subscriptionId === null ? undefined : draft.find('subscriptions', subscriptionId);
  const method = how.method ?? (subscription === undefined ? null : methodOf(draft, subscription));
  // With a card it did not have before, this is a person paying; without, the ladder trying again.
  const isOffSession = how.isOffSession ?? (how.method === undefined || how.method === null);
  const isRetried = subscription?.pending_update == null;
  const collection = collectInvoice(draft, invoice, { isRetried, ...how, method, isOffSession });
  if (collection.decline === null && subscription !== undefined) restore(draft, subscription, invoice);
  return collection;
}

/** Opens a draft whose finalization failed, once the reason is gone, and collects it. */
export function finalizeDraft(draft: Draft, id: string, isCollected: boolean): Stripe.Invoice {
  const invoice = draft.need('invoices', id);
  if (invoice.status !== 'draft') {
    throw new StripeProblem(400, "This invoice is already finalized, you can't re-finalize a non-draft invoice.", {
      code: 'invoice_not_editable',
    });
  }
  const opened = refinalizeInvoice(draft, invoice);
  if (opened.status === 'draft') {
    throw new StripeProblem(400, opened.last_finalization_error?.message ?? '', { code: 'customer_tax_location_invalid' });
  }
  return isCollected ? payInvoice(draft, id, {}).invoice : opened;
}

function restore(draft: Draft, subscription: Stripe.Subscription, invoice: Stripe.Invoice): void {
  if (subscription.latest_invoice === null || idOf(subscription.latest_invoice) !== invoice.id) return;
  const pending = subscription.pending_update;
  if (pending !== null) {
    const applied = updateSubscription(draft, subscription, {
      ...(pending.subscription_items === null ? {} : withItems(subscription, pending.subscription_items)),
      ...(pending.billing_cycle_anchor === null ? {} : { billing_cycle_anchor: pending.billing_cycle_anchor }),
      pending_update: null,
    });
    draft.emit('customer.subscription.pending_update_applied', applied);
    return;
  }
  if (subscription.status === 'paused') {
    draft.emit('customer.subscription.resumed', updateSubscription(draft, subscription, { status: 'active' }));
    return;
  }
  if (['incomplete', 'past_due', 'unpaid'].includes(subscription.status)) updateSubscription(draft, subscription, { status: 'active' });
}

/** What an attempt to collect a cycle's invoice does to the subscription: on, past due, or past the end of the ladder. */
export function afterAttempt(draft: Draft, id: string, { decline, invoice }: Collection): Stripe.Subscription {
  const subscription = draft.need('subscriptions', id);
  if (subscription.ended_at !== null) return subscription;
  const isLatest = subscription.latest_invoice !== null && idOf(subscription.latest_invoice) === invoice.id;
  if (decline === null) return isLatest ? updateSubscription(draft, subscription, { status: 'active' }) : subscription;
  if (invoice.next_payment_attempt !== null) return updateSubscription(draft, subscription, { status: 'past_due' });
  const { afterwards } = draft.circumstance.dunning;
  if (afterwards === 'cancel') return cancelNow(draft, subscription, { reason: 'payment_failed' });
  return updateSubscription(draft, subscription, { status: afterwards });
}

/** A step of the dunning ladder. */
export function retryInvoice(draft: Draft, id: string): void {
  const collection = payInvoice(draft, id, { isAutomatic: true, isOffSession: true });
  const subscription = subscriptionOf(collection.invoice);
  if (collection.decline !== null && subscription !== null) afterAttempt(draft, subscription, collection);
}
