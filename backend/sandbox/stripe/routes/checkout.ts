import type Stripe from 'stripe';
import { z } from 'zod';
import type { Draft } from '../core/draft.js';
import { created, flag, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text, whole } from '../core/params.js';
import { invalidParameter, StripeProblem } from '../core/problem.js';
import { page } from '../core/wire.js';
import type { CheckoutDiscount } from '../objects/checkout-record.js';
import { lineItemsOf, newCheckoutSession } from '../objects/checkout-sessions.js';
import type { PlannedItem } from '../objects/subscriptions.js';
import { requote } from '../transitions/checkout-quote.js';
import { couponFor, promotionFor } from '../transitions/discounting.js';
import { currentSession, expireSession } from '../transitions/checkout.js';
import type { ApiCall, ApiRoute } from './route.js';

const DAY = 86_400;
const webAddress = z.url({ protocol: /^https?$/ });
const switchable = z.strictObject({ enabled: flag });
const body = z.strictObject({
  mode: z.literal('subscription'),
  line_items: z
    .array(z.strictObject({ price: text, quantity: whole.optional() }))
    .min(1)
    .max(20),
  success_url: webAddress,
  cancel_url: webAddress.optional(),
  customer: text.optional(),
  customer_email: text.optional(),
  client_reference_id: text.max(200).optional(),
  metadata: metadata.optional(),
  expires_at: whole.optional(),
  subscription_data: z
    .strictObject({
      billing_mode: z.strictObject({ type: z.enum(['classic', 'flexible']) }).optional(),
      description: text.optional(),
      metadata: metadata.optional(),
      trial_period_days: whole.pipe(z.int().min(1).max(730)).optional(),
    })
    .optional(),
  allow_promotion_codes: flag.optional(),
  automatic_tax: switchable.optional(),
  discounts: z
    .array(z.union([z.strictObject({ coupon: text }), z.strictObject({ promotion_code: text })]))
    .max(1)
    .optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  customer_update: z.strictObject({ address: z.enum(['auto', 'never']).optional(), name: z.enum(['auto', 'never']).optional() }).optional(),
  locale: text.optional(),
  payment_method_collection: z.enum(['always', 'if_required']).optional(),
  payment_method_types: z.array(z.literal('card')).optional(),
  tax_id_collection: switchable.optional(),
  ui_mode: z.literal('hosted_page').optional(),
});
const listing = z.strictObject({
  ...paging,
  created: created.optional(),
  customer: text.optional(),
  status: z.enum(['open', 'complete', 'expired']).optional(),
  subscription: text.optional(),
});

type Options = z.output<typeof body>;

function create({ draft, params }: ApiCall): object {
  const facts = parseParams(body, params);
  if (facts.customer !== undefined && facts.customer_email !== undefined) {
    throw invalidParameter('You may only specify one of these parameters: customer, customer_email.', 'customer_email');
  }
  if (facts.customer_update !== undefined && facts.customer === undefined) {
    throw invalidParameter('`customer_update` can only be used with `customer`.', 'customer_update');
  }
  if (facts.allow_promotion_codes !== undefined && facts.discounts !== undefined) {
    throw invalidParameter('You may only specify one of these parameters: allow_promotion_codes, discounts.', 'discounts');
  }
  const expiresAt = facts.expires_at ?? draft.at + DAY;
  if (expiresAt < draft.at + 1800 || expiresAt > draft.at + DAY) {
    throw invalidParameter('The `expires_at` timestamp must be between 30 minutes and 24 hours from now.', 'expires_at');
  }
  const items = facts.line_items.map((line, index): PlannedItem => {
    const param = `line_items[${index}][price]`;
    const price = draft.need('prices', line.price, param);
    if (price.recurring === null) throw invalidParameter('You must provide at least one recurring price in `subscription` mode.', param);
    if (!price.active) throw invalidParameter('The price specified is inactive. This field only accepts active prices.', param);
    return { price, quantity: line.quantity ?? 1 };
  });
  const customer = facts.customer === undefined ? null : draft.need('customers', facts.customer, 'customer');
  const asksAddress = wantsAddress(facts, customer);
  const trialDays = facts.subscription_data?.trial_period_days ?? null;
  const session = newCheckoutSession(draft, {
    items,
    successUrl: facts.success_url,
    cancelUrl: facts.cancel_url ?? null,
    customer,
    customerEmail: facts.customer_email ?? null,
    clientReferenceId: facts.client_reference_id ?? null,
    metadata: mergeMetadata({}, facts.metadata),
    expiresAt,
    trialDays,
    options: optionsOf(facts),
  });
  draft.put('checkouts', {
    id: session.id,
    items: items.map(({ price, quantity }) => ({ price: price.id, quantity })),
    lineItems: lineItemsOf(draft, items, trialDays !== null),
    subscriptionMetadata: mergeMetadata({}, facts.subscription_data?.metadata),
    subscriptionDescription: facts.subscription_data?.description ?? null,
    takesNameFromCard: facts.customer_update?.name === 'auto',
    billingMode: facts.subscription_data?.billing_mode?.type ?? 'flexible',
    trialDays,
    challenge: null,
    discount: discountOf(draft, facts),
    address: null,
    asksAddress,
  });
  return requote(draft, session);
}

/** Whether the page asks for a billing address; a known customer's is changed only when the caller allows it. */
function wantsAddress(facts: Options, customer: Stripe.Customer | null): boolean {
  const isWanted = facts.automatic_tax?.enabled === true || facts.billing_address_collection === 'required';
  if (customer === null || facts.customer_update?.address === 'auto') return isWanted;
  if (facts.automatic_tax?.enabled === true && !customer.address?.country) {
    throw invalidParameter(
      "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set `customer_update[address]` to 'auto' to save the address collected during Checkout.",
      'automatic_tax',
      'customer_tax_location_invalid',
    );
  }
  return facts.billing_address_collection === 'required';
}

function discountOf(draft: Draft, facts: Options): CheckoutDiscount | null {
  const [entry] = facts.discounts ?? [];
  if (entry === undefined) return null;
  if ('coupon' in entry) return couponFor(draft, entry.coupon, 'discounts[0][coupon]');
  return promotionFor(draft, entry.promotion_code, { customer: facts.customer ?? null, param: 'discounts[0][promotion_code]' });
}

function optionsOf(facts: Options): Partial<Stripe.Checkout.Session> {
  const { automatic_tax: tax, tax_id_collection: taxIds } = facts;
  return {
    ...(facts.allow_promotion_codes === undefined ? {} : { allow_promotion_codes: facts.allow_promotion_codes }),
    ...(tax === undefined
      ? {}
      : { automatic_tax: { enabled: tax.enabled, liability: tax.enabled ? { type: 'self' } : null, provider: null, status: null } }),
    ...(facts.billing_address_collection === undefined ? {} : { billing_address_collection: facts.billing_address_collection }),
    ...(facts.locale === undefined ? {} : { locale: facts.locale }),
    ...(facts.payment_method_collection === undefined ? {} : { payment_method_collection: facts.payment_method_collection }),
    ...(taxIds === undefined ? {} : { tax_id_collection: { enabled: taxIds.enabled, required: 'never' } }),
  };
}

function list({ draft, params, path }: ApiCall): object {
  const { created: when, customer, status, subscription, ...cut } = parseParams(listing, params);
  const found = draft
    .all('checkoutSessions')
    .filter((session) => isCreatedWithin(session.created, when) && (customer === undefined || session.customer === customer))
    .filter(
      (session) =>
        (status === undefined || session.status === status) && (subscription === undefined || session.subscription === subscription),
    );
  return page(path, found, cut);
}

function listItems({ draft, id, params, path }: ApiCall): object {
  const cut = parseParams(z.strictObject(paging), params);
  draft.need('checkoutSessions', id);
  return page(path, [...draft.need('checkouts', id).lineItems].reverse(), cut);
}

function expire({ draft, id }: ApiCall): object {
  const session = currentSession(draft, id);
  if (session.status !== 'open') {
    throw new StripeProblem(
      400,
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${String(session.status)}.`,
    );
  }
  return expireSession(draft, session);
}

/** Metadata is the one thing a session lets itself be told later. */
function update({ draft, id, params }: ApiCall): object {
  const session = currentSession(draft, id);
  const patch = parseParams(z.strictObject({ metadata: metadata.optional() }), params);
  return draft.put('checkoutSessions', { ...session, metadata: mergeMetadata(session.metadata ?? {}, patch.metadata) });
}

/** Checkout sessions. */
export const checkoutRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/checkout/sessions', handle: create },
  { method: 'GET', path: '/v1/checkout/sessions', handle: list },
  { method: 'GET', path: '/v1/checkout/sessions/:id', handle: ({ draft, id }) => currentSession(draft, id) },
  { method: 'POST', path: '/v1/checkout/sessions/:id', handle: update },
  { method: 'GET', path: '/v1/checkout/sessions/:id/line_items', handle: listItems },
  { method: 'POST', path: '/v1/checkout/sessions/:id/expire', handle: expire },
];
