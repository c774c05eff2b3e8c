import * as z from 'zod';
import { FUNNEL_MODES, FUNNEL_STEPS } from '../values/analytics.js';
import { Figure, KeptSince, PointStart, ReportHead } from './analytics-query.dto.js';

export const EngagementPoint = z
  .object({
    start: PointStart,
    isOpen: z.boolean(),
    newVisitors: z.int().describe('Their first conversation ever fell into the point'),
    returningVisitors: z.int(),
    impressions: z.int().nullable().describe('Null where the point begins before `keptSince`'),
    activations: z.int().nullable().describe('Visits with a conversation that counts, by when it began; null as `impressions` is'),
  })
  .meta({ id: 'EngagementPoint' });
export type EngagementPoint = z.infer<typeof EngagementPoint>;

/** A value of a property and how many conversations had it. */
export const Breakdown = z
  .object({
    value: z.string().nullable().describe('Null stands for those that did not say; `other` for all values behind the first fifty rows'),
    conversations: z.int(),
    share: z.number().nullable(),
  })
  .meta({ id: 'Breakdown' });
export type Breakdown = z.infer<typeof Breakdown>;

export const FunnelStepCount = z
  .object({
    step: z.enum(FUNNEL_STEPS),
    visits: z.int(),
    dropOff: z.number().nullable().describe('1 - reached(next) / reached(this); null at the last step and where nobody came'),
  })
  .meta({ id: 'FunnelStepCount' });
export type FunnelStepCount = z.infer<typeof FunnelStepCount>;

const FIFTY = 'Fifty rows at most, the most frequent first; the last is then `other`, which holds the rest: rows always add up';

/** Who came, from where and how far. */
export const EngagementAnalytics = ReportHead.extend({
  figures: z.object({ visitors: Figure, returning_visitors: Figure, impressions: Figure, activation_rate: Figure }),
  keptSince: KeptSince,
  withoutVisitorId: z.int().describe('Conversations that carry no visitor id and are in none of the visitor figures'),
  series: z.array(EngagementPoint),
  countries: z.array(Breakdown).describe(FIFTY),
  devices: z.array(Breakdown).describe(FIFTY),
  browsers: z.array(Breakdown).describe(FIFTY),
  funnel: z.object({ mode: z.enum(FUNNEL_MODES), steps: z.array(FunnelStepCount) }),
}).meta({ id: 'EngagementAnalytics' });
export type EngagementAnalytics = z.infer<typeof EngagementAnalytics>;
