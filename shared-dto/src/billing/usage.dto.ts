import * as z from 'zod';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { LIMITS } from '../values/limits.js';
import { USAGE_EVENT_STATES } from '../values/statuses.js';
import { Micros, Money } from './plan.dto.js';

export const UsageSummary = z
  .object({
    used: z.int(),
    reserved: z.int().describe('Live conversations that hold a place but do not count yet'),
    limit: z.int(),
    ceiling: z.int().describe('Where new conversations stop: the limit plus the grace of paid plans, or what the overage cap pays for'),
    percent: z.int(),
    periodStart: Instant,
    resetsAt: Instant,
  })
  .meta({ id: 'UsageSummary' });
export type UsageSummary = z.infer<typeof UsageSummary>;

export const UsageInput = z
  .strictObject({
    key: z.string().min(1).max(LIMITS.idempotencyKeyMax).describe('Your id of the event: the same operation always sends the same key'),
    quantity: z.int().min(1).max(1_000).default(1),
  })
  .meta({ id: 'UsageInput' });
export type UsageInput = z.infer<typeof UsageInput>;

export const RecordUsage = z.union([UsageInput, z.array(UsageInput).min(1).max(LIMITS.usageBatchMax)]).meta({ id: 'RecordUsage' });
export type RecordUsage = z.infer<typeof RecordUsage>;

export const USAGE_RESULTS = ['created', 'duplicate', 'conflict', 'refused'] as const;
export const UsageResult = z
  .object({
    key: z.string(),
    status: z.enum(USAGE_RESULTS),
    used: z.int().nullable().describe('The count after this event; null when it was not counted'),
  })
  .meta({ id: 'UsageResult' });
export type UsageResult = z.infer<typeof UsageResult>;
export const UsageResults = z.object({ items: z.array(UsageResult), usage: UsageSummary }).meta({ id: 'UsageResults' });
export type UsageResults = z.infer<typeof UsageResults>;

export const UsageDay = z.object({ day: z.iso.date(), count: z.int() });
export const UsageHistory = z.object({ items: z.array(UsageDay), timeZone: z.string() }).meta({ id: 'UsageHistory' });
export type UsageHistory = z.infer<typeof UsageHistory>;

/** One row of evidence: what was counted, when, and the conversation behind it. */
export const UsageEvent = z
  .object({
    key: z.string(),
    source: z.enum(['conversation', 'api']).describe('A conversation, or an event reported by POST /billing/usage'),
    quantity: z.int(),
    state: z.enum(USAGE_EVENT_STATES),
    usedAfter: z.int().nullable().describe('The count right after this event'),
    isOverage: z.boolean().describe('Beyond the limit of its period'),
    at: Instant,
    periodStart: Instant,
    conversationId: z.uuid().nullable(),
    agentId: z.uuid().nullable(),
    agentName: z.string().nullable(),
  })
  .meta({ id: 'UsageEvent' });
export type UsageEvent = z.infer<typeof UsageEvent>;
export const UsageEventList = keysetOf(UsageEvent, 'UsageEventList');
export type UsageEventList = z.infer<typeof UsageEventList>;

/** Newest first. Without `from`, `to` and `invoiceId`: the current period. */
export const UsageEventQuery = KeysetQuery.extend({
  from: Instant.optional(),
  to: Instant.optional().describe('Exclusive'),
  state: z.enum(USAGE_EVENT_STATES).optional(),
  invoiceId: z.uuid().optional().describe('The events behind the lines of this invoice'),
});
export type UsageEventQuery = z.infer<typeof UsageEventQuery>;

/** Selling conversations beyond the limit. */
export const Overage = z
  .object({
    isAvailable: z.boolean().describe('Whether the plan offers it'),
    isEnabled: z.boolean(),
    capAmount: Money.nullable().describe('Most that may be spent on overage per usage period; null while it is off'),
    unitMicros: Micros.nullable(),
    quantity: z.int().describe('Conversations beyond the limit in this period'),
    amount: Money.describe('What they cost so far, before tax'),
    currency: z.string(),
  })
  .meta({ id: 'Overage' });
export type Overage = z.infer<typeof Overage>;

export const ChangeOverage = z
  .discriminatedUnion('isEnabled', [
    z.strictObject({ isEnabled: z.literal(true), capAmount: z.int().min(LIMITS.overageCapMin).max(LIMITS.overageCapMax) }),
    z.strictObject({ isEnabled: z.literal(false) }),
  ])
  .meta({ id: 'ChangeOverage' });
export type ChangeOverage = z.infer<typeof ChangeOverage>;
