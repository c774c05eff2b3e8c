import * as z from 'zod';
import { Figure, PointStart, ReportHead } from './analytics-query.dto.js';

/** One point of the series. Points without conversations are there, too: there are no gaps. */
export const ConversationPoint = z
  .object({
    start: PointStart,
    isOpen: z.boolean().describe('The point has not ended: its figures still move'),
    conversations: z.int(),
    previousConversations: z.int().nullable().describe('The same days, or hour of the clock, moved back by the length of the span'),
    success: z.int(),
    failure: z.int(),
    unknown: z.int(),
    timed: z.int().describe('Conversations that its durations are made of'),
    durationMedian: z.number().nullable().describe('Seconds'),
    durationP90: z.number().nullable(),
    durationMean: z.number().nullable(),
  })
  .meta({ id: 'ConversationPoint' });
export type ConversationPoint = z.infer<typeof ConversationPoint>;

/** Conversations that began in an hour of the week, summed over the range. */
export const HeatCell = z
  .object({ weekday: z.int().min(1).max(7).describe('1 is Monday'), hour: z.int().min(0).max(23), conversations: z.int() })
  .meta({ id: 'HeatCell' });
export type HeatCell = z.infer<typeof HeatCell>;

/** An agent by its conversations in the range. */
export const ActiveAgent = z
  .object({ agentId: z.uuid(), agentName: z.string(), isDeleted: z.boolean(), conversations: z.int() })
  .meta({ id: 'ActiveAgent' });
export type ActiveAgent = z.infer<typeof ActiveAgent>;

/** Conversations over time. `figures` is keyed by the metrics of the product (`METRICS`). */
export const ConversationAnalytics = ReportHead.extend({
  figures: z.object({
    conversations: Figure,
    success_rate: Figure,
    unknown_outcomes: Figure,
    duration_median: Figure,
    duration_p90: Figure,
    duration_mean: Figure,
    zero_length: Figure,
    first_response_median: Figure,
    first_response_p95: Figure,
    first_response_p99: Figure,
  }),
  series: z.array(ConversationPoint),
  heatMap: z.array(HeatCell).describe('All 168 hours of the week'),
  activeAgents: z.array(ActiveAgent).describe('The five with the most conversations'),
}).meta({ id: 'ConversationAnalytics' });
export type ConversationAnalytics = z.infer<typeof ConversationAnalytics>;
