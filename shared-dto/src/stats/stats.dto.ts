import * as z from 'zod';
import { Conversation } from '../conversations/conversation.dto.js';
import { UsageSummary } from '../billing/usage.dto.js';
import { PLAN_CODES } from '../values/plan-codes.js';

export const DayCount = z.object({ day: z.iso.date(), conversations: z.int() });

/** The portal's dashboard in one call. Rates are shares from 0 to 1; null when there is nothing to divide by. */
export const Stats = z
  .object({
    tier: z.enum(PLAN_CODES),
    usage: UsageSummary,
    agents: z.object({ total: z.int(), active: z.int() }),
    last30Days: z.object({
      conversations: z.int(),
      previousConversations: z.int().describe('The 30 days before'),
      successRate: z.number().nullable().describe('success / (success + failure)'),
      unknownOutcomes: z.int(),
      medianDurationSeconds: z.number().nullable(),
      medianFirstResponseMs: z.number().nullable(),
    }),
    daily: z.array(DayCount).describe('30 days, in the tenant’s time zone, without gaps'),
    recentConversations: z.array(Conversation),
    timeZone: z.string(),
    asOf: z.iso.datetime(),
  })
  .meta({ id: 'Stats' });
export type Stats = z.infer<typeof Stats>;
