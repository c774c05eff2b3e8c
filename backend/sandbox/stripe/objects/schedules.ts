import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { idOf, planOf } from './catalogue.js';

type Phase = Stripe.SubscriptionSchedule.Phase;

export interface NewPhase {
  items: readonly { price: Stripe.Price; quantity: number }[];
  start: number;
  end: number;
  prorationBehavior: 'always_invoice' | 'create_prorations' | 'none';
  metadata: Record<string, string>;
  /** Ids of the subscription's discounts that go on giving something in it. */
  discounts: readonly string[];
}

/** One stretch of a schedule with its own prices. */
export function newPhase(facts: NewPhase): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: facts.items[0]?.price.currency ?? 'usd',
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: facts.discounts.map((discount) => ({ coupon: null, discount, promotion_code: null })),
    end_date: facts.end,
    invoice_settings: null,
    items: facts.items.map(({ price, quantity }) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: {},
      plan: price.id,
      price: price.id,
      quantity,
      tax_rates: [],
    })),
    metadata: facts.metadata,
    on_behalf_of: null,
    proration_behavior: facts.prorationBehavior,
    start_date: facts.start,
    transfer_data: null,
    trial_end: null,
  } satisfies Phase;
}

/** A schedule that describes a running subscription as it is: one phase, until its period ends. */
export function newSchedule(draft: Draft, subscription: Stripe.Subscription, phase: Phase): Stripe.SubscriptionSchedule {
  return {
    id: draft.newId('sub_sched_'),
    object: 'subscription_schedule',
    application: null,
    billing_mode: { flexible: subscription.billing_mode.flexible, type: subscription.billing_mode.type },
    canceled_at: null,
    completed_at: null,
    created: draft.at,
    current_phase: { end_date: phase.end_date, start_date: phase.start_date },
    customer: idOf(subscription.customer),
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: subscription.automatic_tax.enabled, liability: null },
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: subscription.default_payment_method === null ? null : idOf(subscription.default_payment_method),
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases: [phase],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: null,
  } satisfies Stripe.SubscriptionSchedule;
}

/** The discounts a phase leaves on its subscription: those it names, as far as they were not used up. */
export function discountsOfPhase(subscription: Stripe.Subscription, phase: Phase): string[] {
  const named = phase.discounts.flatMap(({ discount }) => (discount === null ? [] : [idOf(discount)]));
  return subscription.discounts.map(idOf).filter((id) => named.includes(id));
}

/** The subscription's items at a phase's prices; items the phase does not name leave, new ones join. */
export function itemsOfPhase(draft: Draft, subscription: Stripe.Subscription, phase: Phase): Stripe.SubscriptionItem[] {
  return phase.items.map((planned, index) => {
    const price = draft.need('prices', idOf(planned.price), 'price');
    const same = subscription.items.data.find((item) => item.price.id === price.id);
    const item = same ?? subscription.items.data[index] ?? subscription.items.data[0];
    if (item === undefined) throw new Error(`Subscription ${subscription.id} has no items`);
    const id = same !== undefined || subscription.items.data[index] !== undefined ? item.id : draft.newId('si_');
    return { ...item, id, plan: planOf(price), price, quantity: planned.quantity ?? 1 };
  });
}
