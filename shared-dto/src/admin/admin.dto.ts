import * as z from 'zod';
import { Invoice } from '../billing/invoice.dto.js';
import { Money } from '../billing/plan.dto.js';
import { UsageSummary } from '../billing/usage.dto.js';
import { Instant } from '../platform/page.dto.js';
import { AuditEntry } from '../audit/audit.dto.js';
import { Member } from '../team/team.dto.js';
import { PLAN_CODES } from '../values/plan-codes.js';
import { TENANT_STATES } from '../values/tenant-list.js';
import { AdminTenant } from './tenant-list.dto.js';

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
    tenants: z.object({
      total: z.int(),
      paying: z.int(),
      states: z.record(z.enum(TENANT_STATES), z.int()).describe('They add up to the total'),
    }),
    signUps: z
      .object({ last24Hours: z.int(), last7Days: z.int(), last30Days: z.int(), previous30Days: z.int() })
      .describe('By the hour: 24, 7 × 24 and 30 × 24 hours to now'),
    agents: z.object({ total: z.int(), tenants: z.int().describe('Tenants that have any') }),
    mrr: z.object({
      current: Money,
      pastDue: Money,
      committed: Money,
      last30Days: z.int().describe('What it moved by in the last 30 × 24 hours, in cents'),
      currency: z.string(),
    }),
    arpu: Money.nullable(),
    conversations: z.object({
      last24Hours: z.int().describe('24 hours to now'),
      last7Days: z.int().describe('7 UTC days to today'),
      last30Days: z.int().describe('30 UTC days to today'),
      previous30Days: z.int(),
      total: z.int(),
      rolledUntil: Instant.nullable().describe('Until then whole hours are summed; what is younger is counted from its rows'),
      checkedAt: Instant.nullable().describe('When the hours were last held against their rows'),
    }),
    tiers: z.array(z.object({ tier: z.enum(PLAN_CODES), tenants: z.int(), mrr: Money })),
    conversationsByDay: z.array(Day).describe('30 days, UTC, without gaps'),
    mrrByMonth: z.array(Month).describe('14 months; the movements of each month explain its change'),
    queues: z.object({
      outboxPending: z.int(),
      oldestPendingAt: Instant.nullable(),
      emailsFailed: z.int(),
      stripeEventsFailed: z.int().describe('Tried again'),
      stripeEventsDead: z.int().describe('Given up'),
    }),
    webhooks: z.object({ lastEventAt: Instant.nullable(), isSilent: z.boolean(), backlog: z.int() }).describe('Events of Stripe'),
    latestEntries: z.array(AuditEntry),
    asOf: Instant,
  })
  .meta({ id: 'AdminOverview' });
export type AdminOverview = z.infer<typeof AdminOverview>;

export const AdminTenantDetail = AdminTenant.extend({
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
