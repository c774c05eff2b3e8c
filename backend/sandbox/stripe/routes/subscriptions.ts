import type Stripe from 'stripe';
import { z } from 'zod';
import type { Draft } from '../core/draft.js';
import { clearable, created, flag, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text, whole } from '../core/params.js';
import { invalidParameter, StripeProblem } from '../core/problem.js';
import { page } from '../core/wire.js';
import { idOf } from '../objects/catalogue.js';
import { automaticTax, withItems } from '../objects/subscriptions.js';
import { cancelNow, periodEndPatch, withWords } from '../transitions/cancelling.js';
import { billEnding, changeItems, recurringPrice } from '../transitions/changing.js';
import { couponFor, type DiscountSource, endDiscounts, promotionFor, startDiscounts } from '../transitions/discounting.js';
import { refuseUnderSchedule } from '../transitions/phases.js';
import { billLastUsage } from '../transitions/renewing.js';
import { resumeSubscription } from '../transitions/resuming.js';
import { subscribe, updateSubscription } from '../transitions/subscribing.js';
import type { ApiCall, ApiRoute } from './route.js';

const FEEDBACK = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;
const feedback = z.union([z.enum(FEEDBACK), z.literal('').transform(() => null)]);
const words = z.strictObject({ comment: clearable.optional(), feedback: feedback.optional() });
const prorationBehavior = z.enum(['always_invoice', 'create_prorations', 'none']);
const paymentBehavior = z.enum(['allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete']);
const item = z.strictObject({
  id: text.optional(),
  metadata: metadata.optional(),
  price: text.optional(),
  quantity: whole.optional(),
  deleted: flag.optional(),
});
const switchable = z.strictObject({ enabled: flag });
const discountEntry = z.union([
  z.strictObject({ coupon: text }),
  z.strictObject({ promotion_code: text }),
  z.strictObject({ discount: text }),
]);
const discountList = z.union([z.literal('').transform(() => []), z.array(discountEntry).max(20)]);
const creation = z.strictObject({
  automatic_tax: switchable.optional(),
  discounts: discountList.optional(),
  billing_mode: z.strictObject({ type: z.enum(['classic', 'flexible']) }).optional(),
  customer: text,
  default_payment_method: text.optional(),
  description: text.optional(),
  items: z.array(z.strictObject({ price: text, quantity: whole.optional() })).min(1),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_behavior: paymentBehavior.optional(),
  trial_end: whole.optional(),
  trial_period_days: whole.optional(),
  trial_settings: z
    .strictObject({ end_behavior: z.strictObject({ missing_payment_method: z.enum(['cancel', 'create_invoice', 'pause']) }) })
    .optional(),
});
const patch = z.strictObject({
  automatic_tax: switchable.optional(),
  discounts: discountList.optional(),
  cancel_at: z.union([whole, z.literal('').transform(() => null)]).optional(),
  cancel_at_period_end: flag.optional(),
  cancellation_details: words.optional(),
  default_payment_method: clearable.optional(),
  description: clearable.optional(),
  items: z.array(item).optional(),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_behavior: paymentBehavior.optional(),
  proration_behavior: prorationBehavior.optional(),
  proration_date: whole.optional(),
  trial_end: whole.optional(),
});
const cancellation = z.strictObject({
  cancellation_details: words.optional(),
  invoice_now: flag.optional(),
  prorate: flag.optional(),
});
const listing = z.strictObject({
  ...paging,
  created: created.optional(),
  customer: text.optional(),
  price: text.optional(),
  status: z
    .enum(['active', 'all', 'canceled', 'ended', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid'])
    .optional(),
});

function create({ draft, params }: ApiCall): object {
  const facts = parseParams(creation, params);
  draft.need('customers', facts.customer, 'customer');
  if (facts.default_payment_method !== undefined) draft.need('paymentMethods', facts.default_payment_method, 'default_payment_method');
  const { subscription, collection } = subscribe(
    draft,
    {
      customer: facts.customer,
      items: facts.items.map((line, index) => ({ price: recurringPrice(draft, line.price, index), quantity: line.quantity ?? 1 })),
      paymentMethod: facts.default_payment_method ?? null,
      metadata: mergeMetadata({}, facts.metadata),
      description: facts.description ?? null,
      trialEnd: facts.trial_end ?? (facts.trial_period_days === undefined ? null : draft.at + facts.trial_period_days * 86_400),
      missingPaymentMethod: facts.trial_settings?.end_behavior.missing_payment_method,
      billingMode: facts.billing_mode?.type ?? 'flexible',
      isTaxed: facts.automatic_tax?.enabled ?? false,
      discounts: sourcesOf(draft, facts.customer, facts.discounts ?? []),
    },
    { isOffSession: facts.off_session ?? false, isUncharged: facts.payment_behavior === 'default_incomplete' },
  );
  if (collection.decline !== null && facts.payment_behavior === 'error_if_incomplete') {
    const { code, declineCode, message } = collection.decline;
    throw new StripeProblem(402, message, { type: 'card_error', code, declineCode });
  }
  return subscription;
}

type DiscountEntry = z.output<typeof discountEntry>;

/** The coupons and codes a request names, checked; discounts that run already are left alone. */
function sourcesOf(draft: Draft, customer: string, entries: readonly DiscountEntry[]): DiscountSource[] {
  return entries.flatMap((entry, index) => {
    if ('coupon' in entry) return [couponFor(draft, entry.coupon, `discounts[${index}][coupon]`)];
    if ('discount' in entry) return [];
    return [promotionFor(draft, entry.promotion_code, { customer, param: `discounts[${index}][promotion_code]` })];
  });
}

/** Sets the whole list of discounts: those not named end, new ones start. */
function replaceDiscounts(draft: Draft, subscription: Stripe.Subscription, entries: readonly DiscountEntry[]): Stripe.Subscription {
  const kept = entries.flatMap((entry) => ('discount' in entry ? [entry.discount] : []));
  endDiscounts(draft, subscription.id, (discount) => !kept.includes(discount.id));
  const started = startDiscounts(draft, subscription, sourcesOf(draft, idOf(subscription.customer), entries));
  return updateSubscription(draft, subscription, { discounts: [...kept, ...started] });
}

function live(draft: Draft, id: string): Stripe.Subscription {
  const subscription = draft.need('subscriptions', id);
  if (subscription.ended_at === null) return subscription;
  throw new StripeProblem(404, `No such subscription: '${id}'`, { code: 'resource_missing', param: 'id' });
}

function update({ draft, id, params }: ApiCall): object {
  const subscription = draft.need('subscriptions', id);
  const facts = parseParams(patch, params);
  if (subscription.ended_at !== null && Object.keys(facts).some((key) => key !== 'metadata' && key !== 'cancellation_details')) {
    throw new StripeProblem(400, 'A canceled subscription can only update its cancellation_details and metadata.', { param: 'id' });
  }
  if (typeof facts.default_payment_method === 'string')
    draft.need('paymentMethods', facts.default_payment_method, 'default_payment_method');
  const pendingRefuses = facts.metadata !== undefined || facts.cancel_at_period_end !== undefined || facts.description !== undefined;
  if (facts.payment_behavior === 'pending_if_incomplete' && pendingRefuses) {
    throw invalidParameter(
      '`payment_behavior=pending_if_incomplete` does not take metadata, cancel_at_period_end or description.',
      'payment_behavior',
    );
  }
  if (facts.cancel_at_period_end !== undefined || facts.cancel_at !== undefined) refuseUnderSchedule(subscription);
  const plain = updateSubscription(draft, subscription, plainChanges(draft, subscription, facts));
  const described = facts.discounts === undefined ? plain : replaceDiscounts(draft, plain, facts.discounts);
  if (facts.items === undefined) return described;
  const behaviour = facts.proration_behavior ?? 'create_prorations';
  return changeItems(draft, described, {
    patches: facts.items,
    isProrated: behaviour !== 'none',
    prorationDate: facts.proration_date ?? draft.at,
    prorationBehavior: behaviour,
    paymentBehavior: facts.payment_behavior ?? 'allow_incomplete',
  });
}

/** The changes that cost nothing, merged so that one call is one `customer.subscription.updated`. */
function plainChanges(draft: Draft, subscription: Stripe.Subscription, facts: z.output<typeof patch>): Partial<Stripe.Subscription> {
  if (facts.cancel_at !== undefined)
    return { ...endingAt(draft, subscription, facts.cancel_at), ...freeChanges(draft, subscription, facts) };
  const isEnding = facts.cancel_at_period_end;
  const isChange = isEnding !== undefined && isEnding !== subscription.cancel_at_period_end;
  const ending: Partial<Stripe.Subscription> = isChange ? periodEndPatch(draft, subscription, isEnding) : {};
  const details = ending.cancellation_details ?? subscription.cancellation_details;
  return {
    ...ending,
    ...(facts.cancellation_details === undefined ? {} : { cancellation_details: withWords(details, facts.cancellation_details) }),
    ...freeChanges(draft, subscription, facts),
  };
}

/** Moves the end of a trial that runs, and with it the day of the first charge. */
function trialUntil(draft: Draft, subscription: Stripe.Subscription, end: number): Partial<Stripe.Subscription> {
  if (subscription.status !== 'trialing') {
    // Stripe starts a trial anew on a paid subscription, with credit for what was paid; this is not built.
    throw invalidParameter('This sandbox moves the end of a running trial only.', 'trial_end');
  }
  if (end <= draft.at) throw invalidParameter('trial_end must be in the future.', 'trial_end');
  const items = subscription.items.data.map((item) => ({ ...item, current_period_end: end }));
  return { trial_end: end, billing_cycle_anchor: end, ...withItems(subscription, items) };
}

function endingAt(draft: Draft, subscription: Stripe.Subscription, at: number | null): Partial<Stripe.Subscription> {
  if (at !== null && at <= draft.at) throw invalidParameter('cancel_at must be in the future.', 'cancel_at');
  return { cancel_at: at, cancel_at_period_end: false, canceled_at: at === null ? null : (subscription.canceled_at ?? draft.at) };
}

function freeChanges(draft: Draft, subscription: Stripe.Subscription, facts: z.output<typeof patch>): Partial<Stripe.Subscription> {
  return {
    ...(facts.automatic_tax === undefined ? {} : { automatic_tax: automaticTax(facts.automatic_tax.enabled) }),
    ...(facts.default_payment_method === undefined ? {} : { default_payment_method: facts.default_payment_method }),
    ...(facts.description === undefined ? {} : { description: facts.description }),
    ...(facts.trial_end === undefined ? {} : trialUntil(draft, subscription, facts.trial_end)),
    metadata: mergeMetadata(subscription.metadata, facts.metadata),
  };
}

function list({ draft, params, path }: ApiCall): object {
  const { created: when, customer, price, status, ...cut } = parseParams(listing, params);
  const found = draft
    .all('subscriptions')
    .filter((subscription) => isCreatedWithin(subscription.created, when))
    .filter((subscription) => customer === undefined || idOf(subscription.customer) === customer)
    .filter((subscription) => price === undefined || subscription.items.data.some((line) => line.price.id === price))
    .filter((subscription) => hasStatus(subscription, status));
  return page(path, found, cut);
}

/** Without a status Stripe leaves the ended ones out. */
function hasStatus(subscription: Stripe.Subscription, status: string | undefined): boolean {
  const isEnded = subscription.status === 'canceled' || subscription.status === 'incomplete_expired';
  if (status === undefined) return !isEnded;
  if (status === 'all') return true;
  return status === 'ended' ? isEnded : subscription.status === status;
}

function cancel({ draft, id, params }: ApiCall): object {
  const facts = parseParams(cancellation, params);
  const subscription = live(draft, id);
  if (facts.prorate === true && facts.invoice_now !== true) {
    // Waiting credit of an ended subscription would never be billed, and a silent `true` would look like a refund.
    throw invalidParameter('This sandbox gives credit on cancellation only together with `invoice_now`.', 'prorate');
  }
  if (facts.invoice_now === true) billEnding(draft, subscription, facts.prorate === true);
  return billLastUsage(draft, cancelNow(draft, draft.need('subscriptions', id), facts.cancellation_details), draft.at);
}

function resume({ draft, id, params }: ApiCall): object {
  parseParams(
    z.strictObject({ billing_cycle_anchor: z.literal('now').optional(), proration_behavior: prorationBehavior.optional() }),
    params,
  );
  return resumeSubscription(draft, id);
}

/** Subscriptions. */
export const subscriptionRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/subscriptions', handle: create },
  { method: 'GET', path: '/v1/subscriptions', handle: list },
  { method: 'GET', path: '/v1/subscriptions/:id', handle: ({ draft, id }) => draft.need('subscriptions', id) },
  { method: 'POST', path: '/v1/subscriptions/:id', handle: update },
  { method: 'POST', path: '/v1/subscriptions/:id/resume', handle: resume },
  { method: 'DELETE', path: '/v1/subscriptions/:id', handle: cancel },
];
