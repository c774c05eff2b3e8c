import { z } from 'zod';
import { created, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text, whole } from '../core/params.js';
import { page } from '../core/wire.js';
import { idOf } from '../objects/catalogue.js';
import { cancelSchedule, changeSchedule, openSchedule, releaseSchedule, scheduleSubscription } from '../transitions/scheduling.js';
import type { ApiCall, ApiRoute } from './route.js';

const prorationBehavior = z.enum(['always_invoice', 'create_prorations', 'none']);
const phase = z.strictObject({
  items: z.array(z.strictObject({ price: text, quantity: whole.optional() })).min(1),
  start_date: whole.optional(),
  end_date: whole.optional(),
  duration: z.strictObject({ interval: z.enum(['day', 'week', 'month', 'year']), interval_count: whole.optional() }).optional(),
  proration_behavior: prorationBehavior.optional(),
  metadata: metadata.optional(),
  discounts: z.array(z.strictObject({ discount: text })).optional(),
});
const patch = z.strictObject({
  end_behavior: z.enum(['release', 'cancel']).optional(),
  metadata: metadata.optional(),
  phases: z.array(phase).min(1).max(10).optional(),
  proration_behavior: prorationBehavior.optional(),
});
const listing = z.strictObject({ ...paging, created: created.optional(), customer: text.optional() });

function create({ draft, params }: ApiCall): object {
  const { from_subscription: id, metadata: extra } = parseParams(
    z.strictObject({ from_subscription: text, metadata: metadata.optional() }),
    params,
  );
  const schedule = scheduleSubscription(draft, id);
  return extra === undefined ? schedule : draft.put('schedules', { ...schedule, metadata: mergeMetadata({}, extra) });
}

function update({ draft, id, params }: ApiCall): object {
  const facts = parseParams(patch, params);
  const schedule = openSchedule(draft, id);
  return changeSchedule(draft, schedule, {
    phases: facts.phases?.map((entry) => ({
      ...entry,
      metadata: mergeMetadata({}, entry.metadata),
      discounts: (entry.discounts ?? []).map(({ discount }) => discount),
    })),
    patch: {
      ...(facts.end_behavior === undefined ? {} : { end_behavior: facts.end_behavior }),
      ...(facts.metadata === undefined ? {} : { metadata: mergeMetadata(schedule.metadata ?? {}, facts.metadata) }),
    },
  });
}

function list({ draft, params, path }: ApiCall): object {
  const { created: when, customer, ...cut } = parseParams(listing, params);
  const found = draft
    .all('schedules')
    .filter((schedule) => isCreatedWithin(schedule.created, when) && (customer === undefined || idOf(schedule.customer) === customer));
  return page(path, found, cut);
}

/** Subscription schedules. */
export const scheduleRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/subscription_schedules', handle: create },
  { method: 'GET', path: '/v1/subscription_schedules', handle: list },
  { method: 'GET', path: '/v1/subscription_schedules/:id', handle: ({ draft, id }) => draft.need('schedules', id) },
  { method: 'POST', path: '/v1/subscription_schedules/:id', handle: update },
  { method: 'POST', path: '/v1/subscription_schedules/:id/release', handle: ({ draft, id }) => releaseSchedule(draft, id) },
  { method: 'POST', path: '/v1/subscription_schedules/:id/cancel', handle: ({ draft, id }) => cancelSchedule(draft, id) },
];
