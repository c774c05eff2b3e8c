import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { productName } from './catalogue.js';
import type { PlannedItem } from './subscriptions.js';

export interface NewCheckoutSession {
  items: readonly PlannedItem[];
  successUrl: string;
  cancelUrl: string | null;
  customer: Stripe.Customer | null;
  customerEmail: string | null;
  clientReferenceId: string | null;
  metadata: Record<string, string>;
  expiresAt: number;
  trialDays: number | null;
  options: Partial<
    Pick<
      Stripe.Checkout.Session,
      | 'allow_promotion_codes'
      | 'automatic_tax'
      | 'billing_address_collection'
      | 'locale'
      | 'payment_method_collection'
      | 'tax_id_collection'
    >
  >;
}

/** What the sandbox leaves out of a session, and what payment fills in later. */
const UNTOUCHED = {
  adaptive_pricing: null,
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  locale: null,
  managed_payments: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  permissions: null,
  recovered_from: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  subscription: null,
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;

/** An open session in subscription mode, with its hosted page's address. */
export function newCheckoutSession(draft: Draft, facts: NewCheckoutSession): Stripe.Checkout.Session {
  const id = draft.newId('cs_test_');
  const amount = facts.trialDays === null ? totalOf(facts.items) : 0;
  return {
    ...UNTOUCHED,
    id,
    object: 'checkout.session',
    amount_subtotal: amount,
    amount_total: amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: 'auto',
    cancel_url: facts.cancelUrl,
    client_reference_id: facts.clientReferenceId,
    created: draft.at,
    currency: facts.items[0]?.price.currency ?? 'usd',
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: facts.customer?.id ?? null,
    customer_creation: facts.customer === null ? 'always' : null,
    customer_details: detailsOf(facts.customer, facts.customer?.email ?? facts.customerEmail),
    customer_email: facts.customerEmail,
    expires_at: facts.expiresAt,
    livemode: false,
    metadata: facts.metadata,
    mode: 'subscription',
    payment_method_collection: 'always',
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    phone_number_collection: { enabled: false },
    saved_payment_method_options: { allow_redisplay_filters: ['always'], payment_method_remove: 'disabled', payment_method_save: null },
    status: 'open',
    success_url: facts.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${draft.circumstance.baseUrl}/c/pay/${id}`,
    ...facts.options,
  } satisfies Stripe.Checkout.Session;
}

/** Who pays, as far as the session knows. */
export function detailsOf(customer: Stripe.Customer | null, email: string | null): Stripe.Checkout.Session.CustomerDetails | null {
  if (customer === null && email === null) return null;
  return {
    address: customer?.address ?? null,
    business_name: null,
    email,
    individual_name: null,
    name: customer?.name ?? null,
    phone: customer?.phone ?? null,
    tax_exempt: customer?.tax_exempt ?? 'none',
    tax_ids: [],
  } satisfies Stripe.Checkout.Session.CustomerDetails;
}

/** A session's items as `line_items` lists them. */
export function lineItemsOf(draft: Draft, items: readonly PlannedItem[], isTrial: boolean): Stripe.LineItem[] {
  return items.map(({ price, quantity }) => {
    const amount = isTrial ? 0 : (price.unit_amount ?? 0) * quantity;
    return {
      id: draft.newId('li_'),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: price.currency,
      description: productName(draft, price),
      metadata: {},
      price,
      quantity,
    } satisfies Stripe.LineItem;
  });
}

function totalOf(items: readonly PlannedItem[]): number {
  return items.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * quantity, 0);
}
