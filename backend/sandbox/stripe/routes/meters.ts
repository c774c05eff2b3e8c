import { z } from 'zod';
import { paging, parseParams, text, whole } from '../core/params.js';
import { invalidParameter, StripeProblem } from '../core/problem.js';
import { apiList, page } from '../core/wire.js';
import { createMeter, usageIn } from '../objects/meters.js';
import { reportUsage } from '../transitions/metering.js';
import type { ApiCall, ApiRoute } from './route.js';

const newMeter = z.strictObject({
  customer_mapping: z.strictObject({ event_payload_key: text, type: z.literal('by_id') }).optional(),
  default_aggregation: z.strictObject({ formula: z.enum(['count', 'last', 'sum']) }),
  display_name: text.max(250),
  event_name: text.max(100),
  event_time_window: z.enum(['day', 'hour']).optional(),
  value_settings: z.strictObject({ event_payload_key: text }).optional(),
});
const event = z.strictObject({
  event_name: text.max(100),
  identifier: text.max(100).optional(),
  payload: z.record(z.string(), z.string()),
  timestamp: whole.optional(),
});
const summaries = z.strictObject({
  ...paging,
  customer: text,
  end_time: whole,
  start_time: whole,
  value_grouping_window: z.enum(['day', 'hour']).optional(),
});
const WINDOW = { day: 86_400, hour: 3600 };

function addMeter({ draft, params }: ApiCall): object {
  const facts = parseParams(newMeter, params);
  const isTaken = draft.all('meters').some((meter) => meter.event_name === facts.event_name && meter.status === 'active');
  if (isTaken)
    throw invalidParameter(`There is already an active meter for '${facts.event_name}'.`, 'event_name', 'resource_already_exists');
  return createMeter(draft, {
    display_name: facts.display_name,
    event_name: facts.event_name,
    event_time_window: facts.event_time_window ?? null,
    formula: facts.default_aggregation.formula,
    customerKey: facts.customer_mapping?.event_payload_key ?? 'stripe_customer_id',
    valueKey: facts.value_settings?.event_payload_key ?? 'value',
  });
}

function changeMeter({ draft, id, params }: ApiCall): object {
  const meter = draft.need('meters', id);
  const { display_name: name } = parseParams(z.strictObject({ display_name: text.optional() }), params);
  const next = draft.put('meters', { ...meter, display_name: name ?? meter.display_name, updated: draft.at });
  draft.emit('billing.meter.updated', next, { display_name: meter.display_name });
  return next;
}

function setActive(isActive: boolean): ApiRoute['handle'] {
  return ({ draft, id }) => {
    const meter = draft.need('meters', id);
    if ((meter.status === 'active') === isActive) throw new StripeProblem(400, `This meter is ${meter.status} already.`, { param: 'id' });
    const status = isActive ? 'active' : 'inactive';
    const next = draft.put('meters', {
      ...meter,
      status,
      status_transitions: { deactivated_at: isActive ? null : draft.at },
      updated: draft.at,
    });
    draft.emit(isActive ? 'billing.meter.reactivated' : 'billing.meter.deactivated', next);
    return next;
  };
}

function listMeters({ draft, params, path }: ApiCall): object {
  const { status, ...cut } = parseParams(z.strictObject({ ...paging, status: z.enum(['active', 'inactive']).optional() }), params);
  return page(
    path,
    draft.all('meters').filter((meter) => status === undefined || meter.status === status),
    cut,
  );
}

/** Newest window first; without a window one sum over the whole span. */
function listSummaries({ draft, id, params, path }: ApiCall): object {
  const meter = draft.need('meters', id);
  const { customer, end_time: end, start_time: start, value_grouping_window: grouping, ...cut } = parseParams(summaries, params);
  draft.need('customers', customer, 'customer');
  if (end <= start) throw invalidParameter('`end_time` must be after `start_time`.', 'end_time');
  if ([start, end].some((moment) => moment % 60 !== 0)) throw invalidParameter('The times must align with minutes.', 'start_time');
  const step = grouping === undefined ? end - start : WINDOW[grouping];
  if ((end - start) / step > 10_000) throw invalidParameter('Too many windows: ask for a shorter span.', 'value_grouping_window');
  const windows = Array.from({ length: Math.ceil((end - start) / step) }, (_, index) => start + index * step);
  const found = windows.map((from) => {
    const to = Math.min(from + step, end);
    return {
      id: `mtrusg_test_${meter.id.slice(-8)}_${from}_${to}`,
      object: 'billing.meter_event_summary',
      aggregated_value: usageIn(draft, meter, { customer, start: from, end: to }),
      end_time: to,
      livemode: false,
      meter: meter.id,
      start_time: from,
    };
  });
  return found.length === 0 ? apiList(path, []) : page(path, found, cut);
}

function addEvent({ draft, params }: ApiCall): object {
  const facts = parseParams(event, params);
  return reportUsage(draft, {
    eventName: facts.event_name,
    identifier: facts.identifier,
    payload: facts.payload,
    timestamp: facts.timestamp ?? draft.at,
  });
}

/** Meters and the usage they count. */
export const meterRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/billing/meters', handle: addMeter },
  { method: 'GET', path: '/v1/billing/meters', handle: listMeters },
  { method: 'GET', path: '/v1/billing/meters/:id', handle: ({ draft, id }) => draft.need('meters', id) },
  { method: 'POST', path: '/v1/billing/meters/:id', handle: changeMeter },
  { method: 'POST', path: '/v1/billing/meters/:id/deactivate', handle: setActive(false) },
  { method: 'POST', path: '/v1/billing/meters/:id/reactivate', handle: setActive(true) },
  { method: 'GET', path: '/v1/billing/meters/:id/event_summaries', handle: listSummaries },
  { method: 'POST', path: '/v1/billing/meter_events', handle: addEvent },
];
