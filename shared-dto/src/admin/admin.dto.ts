import * as z from 'zod';
import { Invoice } from '../billing/invoice.dto.js';
import { Money } from '../billing/plan.dto.js';
import { UsageSummary } from '../billing/usage.dto.js';
import { Instant, PageQuery, pageOf } from '../platform/page.dto.js';
import { AuditEntry } from '../audit/audit.dto.js';
import { Member } from '../team/team.dto.js';
import { PLAN_CODES, SUBSCRIPTION_STATUSES } from '../values/plan-codes.js';
import { TENANT_STATUSES } from '../values/statuses.js';

const Day = z.object({ day: z.iso.date(), count: z.int() });
const Month = z.object({
  month: z.string().describe('YYYY-MM, UTC'),
  mrr: Money,
  new: Money,
  expansion: Money,
  reactivation: Money,
  contraction: Money,
  churn: Money,
});

/** The whole platform at a glance. Money in US cents; MRR as metrics.md defines it (active and past due, no trials, no tax). */
export const AdminOverview = z
  .object({
    tenants: z.object({ total: z.int(), paying: z.int(), new30Days: z.int(), suspended: z.int() }),
    mrr: z.object({ current: Money, pastDue: Money, committed: Money, currency: z.string() }),
    arpu: Money.nullable(),
    conversations: z.object({ today: z.int(), last30Days: z.int(), previous30Days: z.int(), total: z.int() }),
    tiers: z.array(z.object({ tier: z.enum(PLAN_CODES), tenants: z.int(), mrr: Money })),
    conversationsByDay: z.array(Day).describe('30 days, UTC, without gaps'),
    mrrByMonth: z.array(Month).describe('14 months; the movements of each month explain its change'),
    queues: z.object({ outboxPending: z.int(), emailsFailed: z.int(), stripeEventsFailed: z.int() }),
    latestEntries: z.array(AuditEntry),
    asOf: Instant,
  })
  .meta({ id: 'AdminOverview' });
export type AdminOverview = z.infer<typeof AdminOverview>;

export const AdminTenant = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    status: z.enum(TENANT_STATUSES),
    subscriptionTier: z.enum(PLAN_CODES),
    subscriptionStatus: z.enum(SUBSCRIPTION_STATUSES),
    mrr: Money,
    usageCount: z.int(),
    usageLimit: z.int(),
    users: z.int(),
    agents: z.int(),
    ownerEmail: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'AdminTenant' });
export type AdminTenant = z.infer<typeof AdminTenant>;
export const AdminTenantPage = pageOf(AdminTenant, 'AdminTenantPage');
export type AdminTenantPage = z.infer<typeof AdminTenantPage>;

export const AdminTenantQuery = PageQuery.extend({
  search: z.string().trim().max(100).optional(),
  status: z.enum(TENANT_STATUSES).optional(),
  tier: z.enum(PLAN_CODES).optional(),
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt', 'mrr', '-mrr', 'usage', '-usage']).default('-createdAt'),
});
export type AdminTenantQuery = z.infer<typeof AdminTenantQuery>;

export const AdminTenantDetail = AdminTenant.extend({
  billingEmail: z.string(),
  stripeCustomerId: z.string().nullable(),
  stripeSubscriptionId: z.string().nullable(),
  currentPeriodEnd: Instant.nullable(),
  cancelAtPeriodEnd: z.boolean(),
  timeZone: z.string(),
  statusReason: z.string().nullable().describe('Why it is suspended or banned'),
  statusSince: Instant.nullable(),
  usage: UsageSummary,
  conversations30Days: z.int(),
  members: z.array(Member),
  invoices: z.array(Invoice),
  entries: z.array(AuditEntry),
}).meta({ id: 'AdminTenantDetail' });
export type AdminTenantDetail = z.infer<typeof AdminTenantDetail>;
