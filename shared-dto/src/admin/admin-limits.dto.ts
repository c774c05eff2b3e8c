import * as z from 'zod';
import { EffectiveLimits } from '../billing/limits.dto.js';
import { UsageSummary } from '../billing/usage.dto.js';
import { Instant } from '../platform/page.dto.js';
import { LIMITS } from '../values/limits.js';
import { PLAN_CODES } from '../values/plan-codes.js';
import { ADJUSTMENT_KINDS, ADJUSTMENT_STATES, GRANT_RECURRENCES } from '../values/statuses.js';
import { StaffReason } from './standing.dto.js';

const Staff = z.object({ id: z.uuid(), name: z.string().nullable().describe('null when the account is gone') });

/** One thing staff did to a tenant’s limit. Kept for ever: the list of them is the history. */
export const LimitAdjustment = z
  .object({
    id: z.uuid(),
    kind: z.enum(ADJUSTMENT_KINDS),
    recurrence: z.enum(GRANT_RECURRENCES).nullable().describe('Of a grant'),
    quantity: z.int().describe('Of an override: the limit itself; of a grant: what comes on top'),
    startsAt: Instant,
    endsAt: Instant.nullable(),
    state: z.enum(ADJUSTMENT_STATES),
    reason: z.string(),
    setBy: Staff,
    withdrawn: z.object({ at: Instant, by: Staff, reason: z.string() }).nullable().describe('Ended before its time'),
  })
  .meta({ id: 'LimitAdjustment' });
export type LimitAdjustment = z.infer<typeof LimitAdjustment>;

export const AdminTenantLimits = z
  .object({
    revision: z.int().describe('Quote it with a change: somebody who was faster is not overwritten'),
    tier: z.enum(PLAN_CODES),
    limits: EffectiveLimits,
    usage: UsageSummary,
    adjustments: z.array(LimitAdjustment).describe('Those in force first, then the newest'),
  })
  .meta({ id: 'AdminTenantLimits' });
export type AdminTenantLimits = z.infer<typeof AdminTenantLimits>;

const Quantity = z.int().min(1).max(LIMITS.conversationLimitMax);
const common = { reason: StaffReason, revision: z.int().min(0).describe('The `revision` that was looked at') };

export const ChangeLimits = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('set_override'),
      limit: Quantity.describe('Conversations a month instead of the plan’s; replaces an override in force'),
      endsAt: Instant.nullable().describe('null: until it is withdrawn'),
      ...common,
    }),
    z.strictObject({
      action: z.literal('grant_once'),
      quantity: Quantity,
      endsAt: Instant.nullable().describe('At most the end of the running usage period, which is meant by null'),
      ...common,
    }),
    z.strictObject({
      action: z.literal('grant_each_period'),
      quantity: Quantity.describe('On top of the limit of every usage period until it ends'),
      endsAt: Instant,
      ...common,
    }),
    z.strictObject({ action: z.literal('withdraw'), adjustmentId: z.uuid(), ...common }),
  ])
  .meta({ id: 'ChangeLimits' });
export type ChangeLimits = z.infer<typeof ChangeLimits>;
