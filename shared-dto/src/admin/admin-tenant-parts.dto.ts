import * as z from 'zod';
import { UsageHistory, UsageSummary } from '../billing/usage.dto.js';
import { ApiKey } from '../api-keys/api-key.dto.js';
import { Instant } from '../platform/page.dto.js';
import { StaffReason } from './standing.dto.js';

export const AdminAgent = z
  .object({
    id: z.uuid(),
    name: z.string(),
    isActive: z.boolean(),
    createdAt: Instant,
    lastConversationAt: Instant.nullable(),
    conversations30Days: z.int().describe('Counted conversations that began in the last 30 days'),
  })
  .meta({ id: 'AdminAgent' });
export type AdminAgent = z.infer<typeof AdminAgent>;

export const AdminAgentList = z
  .object({
    items: z.array(AdminAgent).describe('The one that talked last comes first'),
    total: z.int().describe('Of the tenant; the list ends at 200'),
  })
  .meta({ id: 'AdminAgentList' });
export type AdminAgentList = z.infer<typeof AdminAgentList>;

/** A key as staff see it: never the key itself, only what its tenant sees of it, and who made it. */
export const AdminApiKey = ApiKey.extend({
  createdBy: z
    .object({ id: z.uuid(), name: z.string().nullable().describe('Null when that person is gone') })
    .nullable()
    .describe('Null when nobody signed in made it'),
}).meta({ id: 'AdminApiKey' });
export type AdminApiKey = z.infer<typeof AdminApiKey>;

export const AdminApiKeyList = z
  .object({
    items: z.array(AdminApiKey).describe('Those that work come first, the newest of them at the top'),
    total: z.int().describe('Of the tenant; the list ends at 200'),
  })
  .meta({ id: 'AdminApiKeyList' });
export type AdminApiKeyList = z.infer<typeof AdminApiKeyList>;

/** Which key staff end, and why. */
export const RevokeTenantKey = z.strictObject({ apiKeyId: z.uuid(), reason: StaffReason }).meta({ id: 'RevokeTenantKey' });
export type RevokeTenantKey = z.infer<typeof RevokeTenantKey>;

export const AdminUsagePeriod = z
  .object({ start: Instant, end: Instant, used: z.int(), limit: z.int().describe('In force when it ended'), ceiling: z.int() })
  .meta({ id: 'AdminUsagePeriod' });
export type AdminUsagePeriod = z.infer<typeof AdminUsagePeriod>;

export const AdminTenantUsage = z
  .object({
    current: UsageSummary,
    days: UsageHistory.describe('30 days in the tenant’s zone, without gaps'),
    periods: z.array(AdminUsagePeriod).describe('The last twelve, the newest first'),
  })
  .meta({ id: 'AdminTenantUsage' });
export type AdminTenantUsage = z.infer<typeof AdminTenantUsage>;
