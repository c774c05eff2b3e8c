import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { invalidParameter, missingResource } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { usageLine } from '../objects/lines.js';
import { isMetered, usageIn } from '../objects/meters.js';

const MINUTE = 60;
const DAY = 86_400;

export interface UsageReport {
  eventName: string;
  identifier: string | undefined;
  payload: Readonly<Record<string, string>>;
  timestamp: number;
}

/** Accepts one event of usage, or refuses it for the reasons Stripe does. */
export function reportUsage(draft: Draft, report: UsageReport): Stripe.Billing.MeterEvent {
  const { eventName, payload, timestamp } = report;
  const meter = draft.all('meters').find((entry) => entry.event_name === eventName && entry.status === 'active');
  if (meter === undefined) {
    throw invalidParameter(`No active meter found for the event_name '${eventName}'.`, 'event_name', 'no_meter');
  }
  if (timestamp < draft.at - 35 * DAY)
    throw invalidParameter('The timestamp is more than 35 calendar days in the past.', 'timestamp', 'timestamp_too_far_in_past');
  if (timestamp > draft.at + 5 * MINUTE)
    throw invalidParameter('The timestamp is more than 5 minutes in the future.', 'timestamp', 'timestamp_in_future');
  const identifier = report.identifier ?? draft.newId('');
  const id = `${eventName}:${identifier}`;
  const earlier = draft.find('usageRecords', id);
  if (earlier !== undefined && earlier.created > draft.at - DAY) {
    throw invalidParameter(`An event already exists with identifier ${identifier}.`, 'identifier', 'duplicate_meter_event');
  }
  const customer = payload[meter.customer_mapping.event_payload_key];
  const key = meter.customer_mapping.event_payload_key;
  if (customer === undefined)
    throw invalidParameter(`The payload is missing the key '${key}'.`, `payload[${key}]`, 'meter_event_no_customer_defined');
  if (draft.find('customers', customer) === undefined) throw missingResource('customer', customer, `payload[${key}]`);
  // The same word again after a day is a new event: it must not take the earlier one's place.
  const stored = earlier === undefined ? id : `${id}:${draft.at}`;
  draft.put('usageRecords', {
    id: stored,
    identifier,
    meter: meter.id,
    customer,
    value: valueOf(meter, payload),
    timestamp,
    created: draft.at,
  });
  return {
    object: 'billing.meter_event',
    created: draft.at,
    event_name: eventName,
    identifier,
    livemode: false,
    payload,
    timestamp,
  } satisfies Stripe.Billing.MeterEvent;
}

function valueOf(meter: Stripe.Billing.Meter, payload: Readonly<Record<string, string>>): number {
  if (meter.default_aggregation.formula === 'count') return 1;
  const key = meter.value_settings.event_payload_key;
  const text = payload[key] ?? '';
  if (!/^-?\d{1,15}$/.test(text))
    throw invalidParameter(`The payload's '${key}' must be a whole number.`, `payload[${key}]`, 'meter_event_invalid_value');
  return Number(text);
}

/** The lines for what was used in the period that ends; each item's period is billed once, in arrears. */
export function usageLines(draft: Draft, subscription: Stripe.Subscription, end?: number): Stripe.InvoiceLineItem[] {
  return subscription.items.data
    .filter(({ price }) => isMetered(price))
    .map((item) => usageOfItem(draft, subscription, { item, end: end ?? item.current_period_end }));
}

/** The line for one metered item from its period's start to a moment. */
export function usageOfItem(
  draft: Draft,
  subscription: Stripe.Subscription,
  { item, end }: { item: Stripe.SubscriptionItem; end: number },
): Stripe.InvoiceLineItem {
  const meter = draft.need('meters', item.price.recurring?.meter ?? '', 'meter');
  // An item added in mid-period bills from then on: usage before it was sold is free.
  const period = { start: Math.max(item.current_period_start, item.created), end };
  const quantity = usageIn(draft, meter, { customer: idOf(subscription.customer), ...period });
  return usageLine(draft, item, { period, quantity });
}
