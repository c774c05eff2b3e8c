import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';

export type NewMeter = Pick<Stripe.Billing.Meter, 'display_name' | 'event_name' | 'event_time_window'> & {
  formula: 'count' | 'last' | 'sum';
  customerKey: string;
  valueKey: string;
};

/** A meter that takes events from now on. */
export function createMeter(draft: Draft, facts: NewMeter): Stripe.Billing.Meter {
  const meter = {
    id: draft.newId('mtr_test_'),
    object: 'billing.meter',
    created: draft.at,
    customer_mapping: { event_payload_key: facts.customerKey, type: 'by_id' },
    default_aggregation: { formula: facts.formula },
    display_name: facts.display_name,
    event_name: facts.event_name,
    event_time_window: facts.event_time_window,
    livemode: false,
    status: 'active',
    status_transitions: { deactivated_at: null },
    updated: draft.at,
    value_settings: { event_payload_key: facts.valueKey },
  } satisfies Stripe.Billing.Meter;
  draft.put('meters', meter);
  draft.emit('billing.meter.created', meter);
  return meter;
}

/** What a customer used in a span of time, start included and end excluded, the way the meter adds up. */
export function usageIn(draft: Draft, meter: Stripe.Billing.Meter, span: { customer: string; start: number; end: number }): number {
  const found = draft
    .all('usageRecords')
    .filter((record) => record.meter === meter.id && record.customer === span.customer)
    .filter((record) => record.timestamp >= span.start && record.timestamp < span.end);
  switch (meter.default_aggregation.formula) {
    case 'count':
      return found.length;
    case 'last':
      return [...found].sort((a, b) => a.timestamp - b.timestamp).at(-1)?.value ?? 0;
    default:
      return found.reduce((total, record) => total + record.value, 0);
  }
}

/** What the usage of a span costs: unit price times quantity, rounded once, to the whole minor unit. */
export function meteredAmount(price: Stripe.Price, quantity: number): number {
  const unit = price.unit_amount_decimal ?? price.unit_amount ?? 0;
  return Math.round(Number(unit.toString()) * quantity);
}

/** Whether a price is billed by usage. */
export function isMetered(price: Stripe.Price): boolean {
  return price.recurring?.usage_type === 'metered';
}
