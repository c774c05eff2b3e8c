import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { mergeMetadata } from '../core/params.js';
import { invalidParameter, StripeProblem } from '../core/problem.js';
import { periodEnd } from '../core/periods.js';
import { idOf, planOf } from '../objects/catalogue.js';
import { newInvoice } from '../objects/invoices.js';
import { creditLine, periodLine, remainderLine, type Share } from '../objects/lines.js';
import { isMetered } from '../objects/meters.js';
import { currentPeriodEnd, newItem, withItems } from '../objects/subscriptions.js';
import { usageOfItem } from './metering.js';
import { activeDiscounts } from './discounting.js';
import { collectInvoice, finalizeInvoice, voidInvoice } from './invoicing.js';
import { methodOf, updateSubscription } from './subscribing.js';

/** One entry of `items` in a subscription update; without an id it adds a position, as Stripe does. */
export interface ItemPatch {
  id?: string | undefined;
  price?: string | undefined;
  quantity?: number | undefined;
  deleted?: boolean | undefined;
  /** Merged into what is there; an empty value removes a key, an empty whole all of them. */
  metadata?: Record<string, string> | '' | undefined;
}

/** What a change of items comes to. */
export interface PlannedChange {
  items: Stripe.SubscriptionItem[];
  /** Credit and charge lines; empty when prorations are off and the period stays. */
  lines: Stripe.InvoiceLineItem[];
  /** The new billing anchor when the interval changed and the period starts over. */
  newAnchor: number | null;
}

export interface ChangeRequest {
  patches: readonly ItemPatch[];
  isProrated: boolean;
  /** Unix second from which the change counts; a preview's `proration_date` makes the charge equal it. */
  prorationDate: number;
}

/** Works out a change of items without making it: preview and update share this, so they agree. */
export function planChange(draft: Draft, subscription: Stripe.Subscription, request: ChangeRequest): PlannedChange {
  const change: PlannedChange = { items: [...subscription.items.data], lines: [], newAnchor: null };
  for (const [index, patch] of request.patches.entries()) applyPatch(draft, { subscription, request, change }, { patch, index });
  if (change.items.length === 0) throw invalidParameter('A subscription must have at least one item.', 'items');
  return change;
}

interface Work {
  subscription: Stripe.Subscription;
  request: ChangeRequest;
  change: PlannedChange;
}

function applyPatch(draft: Draft, work: Work, entry: { patch: ItemPatch; index: number }): void {
  const { change, request, subscription } = work;
  const { patch, index } = entry;
  const position = patch.id === undefined ? -1 : change.items.findIndex((item) => item.id === patch.id);
  const before = change.items[position];
  if (patch.id !== undefined && before === undefined) {
    throw new StripeProblem(400, `No such subscription item: '${patch.id}'`, { code: 'resource_missing', param: `items[${index}][id]` });
  }
  if (before === undefined) {
    if (patch.price === undefined)
      throw invalidParameter(`Missing required param: items[${index}][price].`, `items[${index}][price]`, 'parameter_missing');
    const first = subscription.items.data[0];
    const period = { start: first?.current_period_start ?? draft.at, end: first?.current_period_end ?? draft.at };
    const added = newItem(draft, subscription.id, {
      price: recurringPrice(draft, patch.price, index),
      quantity: patch.quantity ?? 1,
      metadata: mergeMetadata({}, patch.metadata),
      ...period,
    });
    change.items.push(added);
    if (request.isProrated && !isMetered(added.price)) change.lines.push(remainderLine(draft, added, shareOf(work)));
    return;
  }
  if (patch.deleted !== true && patch.price === undefined && patch.quantity === undefined) {
    // Words alone cost nothing.
    change.items[position] = { ...before, metadata: mergeMetadata(before.metadata, patch.metadata) };
    return;
  }
  if (isMetered(before.price)) {
    // Leaving a metered price bills what was used until now; there is nothing to give back.
    if (patch.deleted !== true)
      throw invalidParameter('A metered item has no quantity and keeps its price: delete it and add another.', `items[${index}]`);
    change.lines.push(usageOfItem(draft, subscription, { item: before, end: request.prorationDate }));
  } else if (request.isProrated) change.lines.push(creditLine(draft, before, shareOf(work)));
  if (patch.deleted === true) {
    change.items.splice(position, 1);
    return;
  }
  const price = patch.price === undefined ? before.price : recurringPrice(draft, patch.price, index);
  const after = {
    ...before,
    metadata: mergeMetadata(before.metadata, patch.metadata),
    plan: planOf(price),
    price,
    quantity: patch.quantity ?? before.quantity ?? 1,
  };
  change.items[position] = chargeChanged(draft, work, { before, after });
}

function isInTrial({ status, trial_end: end }: Stripe.Subscription): boolean {
  return status === 'trialing' && end !== null;
}

/** From when a change counts, and that a trial's days cost nothing and give nothing back. */
function shareOf({ request, subscription }: Work): Share {
  return { at: request.prorationDate, isTrial: isInTrial(subscription) };
}

/** Bills the changed item: the rest of the period, or a whole new period when the interval is another. */
function chargeChanged(
  draft: Draft,
  work: Work,
  { before, after }: { before: Stripe.SubscriptionItem; after: Stripe.SubscriptionItem },
): Stripe.SubscriptionItem {
  const { change, request } = work;
  const cadence = after.price.recurring ?? { interval: 'month', interval_count: 1 };
  const isSame = before.price.recurring?.interval === cadence.interval && before.price.recurring.interval_count === cadence.interval_count;
  // A trial goes on under the other plan: its end stays the day of the first charge.
  if (isSame || isInTrial(work.subscription)) {
    if (request.isProrated) change.lines.push(remainderLine(draft, after, shareOf(work)));
    return after;
  }
  const start = request.prorationDate;
  const end = periodEnd(start, cadence, start);
  const restarted = { ...after, current_period_start: start, current_period_end: end };
  change.newAnchor = start;
  change.lines.push(periodLine(draft, restarted, { start, end }));
  return restarted;
}

/** A price a subscription can use. */
export function recurringPrice(draft: Draft, id: string, index: number): Stripe.Price {
  const param = `items[${index}][price]`;
  const price = draft.need('prices', id, param);
  if (price.recurring === null)
    throw invalidParameter(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      param,
    );
  if (!price.active) throw invalidParameter(`The price specified is inactive. This field only accepts active prices.`, param);
  return price;
}

export interface ItemsUpdate extends ChangeRequest {
  prorationBehavior: 'always_invoice' | 'create_prorations' | 'none';
  paymentBehavior: 'allow_incomplete' | 'error_if_incomplete' | 'pending_if_incomplete' | 'default_incomplete';
}

const PENDING_UPDATE_LIFE = 23 * 3600;

/** Moves a subscription to other items, and bills what the proration behaviour says. */
export function changeItems(draft: Draft, subscription: Stripe.Subscription, update: ItemsUpdate): Stripe.Subscription {
  const planned = planChange(draft, subscription, update);
  if (subscription.pending_update !== null) subscription = dropPendingUpdate(draft, subscription);
  const patch = {
    ...withItems(subscription, planned.items),
    ...(planned.newAnchor === null ? {} : { billing_cycle_anchor: planned.newAnchor }),
  };
  const isBilledNow = update.prorationBehavior === 'always_invoice' || planned.newAnchor !== null;
  if (planned.lines.length === 0) return updateSubscription(draft, subscription, patch);
  if (!isBilledNow) {
    const waiting = draft.find('pendingLines', subscription.id)?.lines ?? [];
    draft.put('pendingLines', { id: subscription.id, lines: [...waiting, ...planned.lines] });
    return updateSubscription(draft, subscription, patch);
  }
  return billChange(draft, { subscription, patch, lines: planned.lines }, update);
}

/** The last invoice of a subscription that ends: what waited, and the unused rest as credit when it is prorated. */
export function billEnding(draft: Draft, subscription: Stripe.Subscription, isProrated: boolean): void {
  const waiting = draft.find('pendingLines', subscription.id)?.lines ?? [];
  const credits = isProrated
    ? subscription.items.data.map((item) => creditLine(draft, item, { at: draft.at, isTrial: isInTrial(subscription) }))
    : [];
  const lines = [...waiting, ...credits];
  if (lines.length === 0) return;
  draft.remove('pendingLines', subscription.id);
  const update = { prorationDate: draft.at, prorationBehavior: 'always_invoice', paymentBehavior: 'allow_incomplete' } as const;
  billChange(draft, { subscription, patch: {}, lines }, { ...update, patches: [], isProrated });
}

/** Another change of items replaces the one that waits for its payment: its invoice is void. */
function dropPendingUpdate(draft: Draft, subscription: Stripe.Subscription): Stripe.Subscription {
  const invoice = subscription.latest_invoice === null ? undefined : draft.find('invoices', idOf(subscription.latest_invoice));
  if (invoice?.status === 'open') voidInvoice(draft, invoice.id);
  return updateSubscription(draft, subscription, { pending_update: null });
}

function billChange(
  draft: Draft,
  change: { subscription: Stripe.Subscription; patch: Partial<Stripe.Subscription>; lines: Stripe.InvoiceLineItem[] },
  update: ItemsUpdate,
): Stripe.Subscription {
  const { subscription, patch } = change;
  const invoice = newInvoice(draft, {
    customer: draft.need('customers', idOf(subscription.customer), 'customer'),
    subscription,
    reason: 'subscription_update',
    currency: subscription.currency,
    lines: change.lines,
    period: { start: draft.at, end: draft.at },
    discounts: activeDiscounts(draft, subscription.discounts, draft.at),
  });
  draft.put('invoices', invoice);
  const method = methodOf(draft, subscription);
  const { decline, intent } = collectInvoice(draft, finalizeInvoice(draft, invoice), {
    method,
    isOffSession: true,
    isRetried: update.paymentBehavior !== 'pending_if_incomplete',
  });
  if (decline === null) return updateSubscription(draft, subscription, { ...patch, latest_invoice: invoice.id });
  if (update.paymentBehavior === 'error_if_incomplete') {
    const details = intent === null ? {} : { paymentIntent: intent };
    throw new StripeProblem(402, decline.message, { type: 'card_error', code: decline.code, declineCode: decline.declineCode, ...details });
  }
  if (update.paymentBehavior === 'pending_if_incomplete') {
    const pending = pendingUpdate(draft, patch, currentPeriodEnd(subscription));
    return updateSubscription(draft, subscription, { latest_invoice: invoice.id, pending_update: pending });
  }
  return updateSubscription(draft, subscription, { ...patch, latest_invoice: invoice.id, status: 'past_due' });
}

function pendingUpdate(draft: Draft, patch: Partial<Stripe.Subscription>, periodEnds: number): Stripe.Subscription.PendingUpdate {
  return {
    billing_cycle_anchor: patch.billing_cycle_anchor ?? null,
    cancel_at_period_end: null,
    discount: null,
    discounts: null,
    expires_at: Math.min(draft.at + PENDING_UPDATE_LIFE, periodEnds),
    metadata: null,
    subscription_items: patch.items?.data ?? null,
    trial_end: null,
    trial_from_plan: null,
  } satisfies Stripe.Subscription.PendingUpdate;
}
