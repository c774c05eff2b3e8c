import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { periodEnd } from '../core/periods.js';
import { apiList } from '../core/wire.js';
import { planOf } from './catalogue.js';
import { isMetered } from './meters.js';

export interface PlannedItem {
  price: Stripe.Price;
  quantity: number;
  metadata?: Record<string, string>;
}

export interface NewSubscription {
  customer: string;
  items: readonly PlannedItem[];
  paymentMethod: string | null;
  metadata: Record<string, string>;
  description: string | null;
  trialEnd: number | null;
  billingMode: 'classic' | 'flexible';
  isTaxed?: boolean;
  /** What a trial does that ends without a card; `create_invoice` unless told. */
  missingPaymentMethod?: 'cancel' | 'create_invoice' | 'pause' | undefined;
}

/** A subscription that has not been paid yet: `trialing` when it begins with a trial, else `incomplete`. */
export function newSubscription(draft: Draft, facts: NewSubscription): Stripe.Subscription {
  const id = draft.newId('sub_');
  const anchor = facts.trialEnd ?? draft.at;
  const items = facts.items.map((item) =>
    newItem(draft, id, { ...item, start: draft.at, end: facts.trialEnd ?? endOf(item.price, anchor) }),
  );
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: automaticTax(facts.isTaxed ?? false),
    billing_cycle_anchor: anchor,
    billing_cycle_anchor_config: null,
    billing_mode:
      facts.billingMode === 'flexible'
        ? { flexible: { proration_discounts: 'included' }, type: 'flexible' }
        : { flexible: null, type: 'classic' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: draft.at,
    currency: facts.items[0]?.price.currency ?? 'usd',
    customer: facts.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: facts.paymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: facts.description,
    discounts: [],
    ended_at: null,
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: 'self' } },
    items: apiList(`/v1/subscription_items?subscription=${id}`, items),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: facts.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: draft.at,
    status: facts.trialEnd === null ? 'incomplete' : 'trialing',
    test_clock: null,
    transfer_data: null,
    trial_end: facts.trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: facts.missingPaymentMethod ?? 'create_invoice' },
    },
    trial_start: facts.trialEnd === null ? null : draft.at,
  } satisfies Stripe.Subscription;
}

/** Whether a subscription's invoices carry tax. */
export function automaticTax(isEnabled: boolean): Stripe.Subscription.AutomaticTax {
  return { disabled_reason: null, enabled: isEnabled, liability: isEnabled ? { type: 'self' } : null };
}

function endOf(price: Stripe.Price, start: number): number {
  return periodEnd(start, price.recurring ?? { interval: 'month', interval_count: 1 }, start);
}

/** One priced position of a subscription, with the period it is paid for. */
export function newItem(draft: Draft, subscription: string, facts: PlannedItem & { start: number; end: number }): Stripe.SubscriptionItem {
  return {
    id: draft.newId('si_'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: draft.at,
    current_period_end: facts.end,
    current_period_start: facts.start,
    current_trial: null,
    discounts: [],
    metadata: facts.metadata ?? {},
    plan: planOf(facts.price),
    price: facts.price,
    // What is billed by usage has no quantity.
    ...(isMetered(facts.price) ? {} : { quantity: facts.quantity }),
    subscription,
    tax_rates: [],
  } satisfies Stripe.SubscriptionItem;
}

/** The same subscription with other items. */
export function withItems(subscription: Stripe.Subscription, items: Stripe.SubscriptionItem[]): Pick<Stripe.Subscription, 'items'> {
  return { items: { ...subscription.items, data: items } };
}

/** When the running period ends: the earliest end of its items. */
export function currentPeriodEnd(subscription: Stripe.Subscription): number {
  return Math.min(...subscription.items.data.map((item) => item.current_period_end));
}
