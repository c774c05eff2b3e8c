import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { PLAN_CODES, SUBSCRIPTION_STATUSES } from '../values/plan-codes.js';
import { STANDING_ACTIONS, TENANT_STATUSES } from '../values/statuses.js';

/** Why staff do something to somebody. The person concerned reads it. */
export const StaffReason = z.string().trim().min(10).max(500);

export const ChangeStanding = z.strictObject({ reason: StaffReason }).meta({ id: 'ChangeStanding' });
export type ChangeStanding = z.infer<typeof ChangeStanding>;

export const TenantStanding = z
  .object({ status: z.enum(TENANT_STATUSES), statusReason: z.string().nullable(), statusSince: Instant.nullable() })
  .meta({ id: 'TenantStanding', description: 'Whether a tenant may run, read or not even log in, and why' });
export type TenantStanding = z.infer<typeof TenantStanding>;

export const StandingPreviewQuery = z.strictObject({ action: z.enum(STANDING_ACTIONS).default('suspend') });
export type StandingPreviewQuery = z.infer<typeof StandingPreviewQuery>;

/** What an action would do, counted at this moment. */
export const StandingPreview = z
  .object({
    action: z.enum(STANDING_ACTIONS),
    status: z.enum(TENANT_STATUSES),
    isPossible: z.boolean().describe('False when the tenant is in that standing already, or its people are staff'),
    isProtected: z.boolean().describe('Staff belong to it: nobody suspends a colleague’s workspace'),
    agents: z.object({ total: z.int(), names: z.array(z.string()).describe('The first twenty') }),
    liveConversations: z.int(),
    sessions: z.int().describe('Places where its people are signed in'),
    apiKeys: z.int(),
    reportSchedules: z.int().describe('Reports by mail that are switched on: they rest while the workspace does'),
    unfinishedExports: z.int().describe('Files that are being made or wait for it: they are finished all the same'),
    subscription: z.object({
      tier: z.enum(PLAN_CODES),
      status: z.enum(SUBSCRIPTION_STATUSES),
      currentPeriodEnd: Instant.nullable(),
      endsAtPeriodEnd: z.boolean().describe('Whether the action sets its end'),
    }),
    mails: z.array(z.object({ template: z.string(), to: z.string(), name: z.string() })),
  })
  .meta({ id: 'StandingPreview' });
export type StandingPreview = z.infer<typeof StandingPreview>;
