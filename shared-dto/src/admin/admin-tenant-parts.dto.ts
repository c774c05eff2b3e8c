import * as z from 'zod';
import { UsageHistory, UsageSummary } from '../billing/usage.dto.js';
import { Instant } from '../platform/page.dto.js';

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
