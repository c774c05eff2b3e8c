import * as z from 'zod';
import { Dispute, Invoice, Refund } from '../billing/invoice.dto.js';
import { Micros, Money } from '../billing/plan.dto.js';
import { Subscription } from '../billing/subscription.dto.js';
import { Instant, KeysetQuery, keysetOf, pageOf } from '../platform/page.dto.js';
import { PLAN_CODES } from '../values/plan-codes.js';
import { DISCREPANCY_KINDS, MRR_MOVEMENT_KINDS, RECONCILIATION_STATUSES, STRIPE_EVENT_STATUSES } from '../values/statuses.js';

/** An event as it arrived from Stripe, and what became of it. */
export const StripeEvent = z
  .object({
    id: z.string(),
    type: z.string(),
    status: z.enum(STRIPE_EVENT_STATUSES),
    attempts: z.int(),
    error: z.string().nullable().describe('Why it failed, or why it was ignored'),
    objectId: z.string().nullable(),
    tenantId: z.uuid().nullable(),
    tenantName: z.string().nullable(),
    createdAt: Instant.describe('At Stripe'),
    receivedAt: Instant,
    processedAt: Instant.nullable(),
    nextAttemptAt: Instant.nullable(),
    replays: z.int(),
  })
  .meta({ id: 'StripeEvent' });
export type StripeEvent = z.infer<typeof StripeEvent>;
export const StripeEventDetail = StripeEvent.extend({
  apiVersion: z.string().nullable(),
  isLivemode: z.boolean(),
  payload: z.record(z.string(), z.unknown()),
}).meta({
  id: 'StripeEventDetail',
});
export type StripeEventDetail = z.infer<typeof StripeEventDetail>;

export const StripeEventList = keysetOf(StripeEvent, 'StripeEventList')
  .extend({ counts: z.record(z.enum(STRIPE_EVENT_STATUSES), z.int()).describe('All stored events by status, whatever the filter') })
  .meta({ id: 'StripeEventList' });
export type StripeEventList = z.infer<typeof StripeEventList>;

/** Newest first. */
export const StripeEventQuery = KeysetQuery.extend({
  status: z.enum(STRIPE_EVENT_STATUSES).optional(),
  type: z.string().trim().max(100).optional().describe('A type, or its beginning followed by *'),
  tenantId: z.uuid().optional(),
  search: z.string().trim().max(100).optional().describe('Id of an event or of the object it is about'),
  from: Instant.optional(),
  to: Instant.optional(),
});
export type StripeEventQuery = z.infer<typeof StripeEventQuery>;

/** Path parameter of a Stripe event. */
export const StripeEventIdParam = z.strictObject({ id: z.string().regex(/^evt_[A-Za-z0-9_]{1,120}$/, 'an event id of Stripe') });
export type StripeEventIdParam = z.infer<typeof StripeEventIdParam>;

export const ReplayStripeEvent = z.strictObject({ isDryRun: z.boolean().default(false) }).meta({ id: 'ReplayStripeEvent' });
export type ReplayStripeEvent = z.infer<typeof ReplayStripeEvent>;
export const ReplayStripeEvents = ReplayStripeEvent.extend({ ids: z.array(StripeEventIdParam.shape.id).min(1).max(500) }).meta({
  id: 'ReplayStripeEvents',
});
export type ReplayStripeEvents = z.infer<typeof ReplayStripeEvents>;

export const FieldDifference = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }).meta({ id: 'FieldDifference' });
export type FieldDifference = z.infer<typeof FieldDifference>;

export const REPLAY_OUTCOMES = ['applied', 'unchanged', 'would_change', 'ignored', 'failed', 'not_found'] as const;
/** What a replay did, or would do: the differences between our rows and Stripe's state now. */
export const ReplayResult = z
  .object({ id: z.string(), outcome: z.enum(REPLAY_OUTCOMES), detail: z.string().nullable(), differences: z.array(FieldDifference) })
  .meta({ id: 'ReplayResult' });
export type ReplayResult = z.infer<typeof ReplayResult>;
export const ReplayResults = z.object({ isDryRun: z.boolean(), items: z.array(ReplayResult) }).meta({ id: 'ReplayResults' });
export type ReplayResults = z.infer<typeof ReplayResults>;

export const Discrepancy = z
  .object({
    id: z.uuid(),
    kind: z.enum(DISCREPANCY_KINDS),
    object: z.enum(['customer', 'subscription', 'invoice', 'event']),
    objectId: z.string(),
    tenantId: z.uuid().nullable(),
    tenantName: z.string().nullable(),
    differences: z.array(FieldDifference),
    isRepaired: z.boolean(),
    note: z.string().nullable().describe('Why it was not repaired'),
    dashboardUrl: z.string().nullish().describe('The object in Stripe’s dashboard; nothing while it has no page there'),
  })
  .meta({ id: 'Discrepancy' });
export type Discrepancy = z.infer<typeof Discrepancy>;

export const ReconciliationRun = z
  .object({
    id: z.uuid(),
    status: z.enum(RECONCILIATION_STATUSES),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    startedBy: z.string(),
    checked: z.object({ customers: z.int(), subscriptions: z.int(), invoices: z.int() }),
    discrepancies: z.int(),
    repaired: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'ReconciliationRun' });
export type ReconciliationRun = z.infer<typeof ReconciliationRun>;
export const ReconciliationReport = ReconciliationRun.extend({ items: z.array(Discrepancy) }).meta({ id: 'ReconciliationReport' });
export type ReconciliationReport = z.infer<typeof ReconciliationReport>;

/** How the webhooks are doing: silence longer than expected is an alarm. */
export const WebhookPulse = z
  .object({
    lastEventAt: Instant.nullable(),
    expectedWithinSeconds: z.int(),
    isSilent: z.boolean(),
    backlog: z.int().describe('Stored and not worked yet'),
    dead: z.int(),
    apiVersion: z.string().describe('The version we speak'),
    endpointApiVersion: z.string().nullable().describe('The version the endpoint sends; null when it cannot be read'),
  })
  .meta({ id: 'WebhookPulse' });
export type WebhookPulse = z.infer<typeof WebhookPulse>;

export const Reconciliation = pageOf(ReconciliationRun, 'ReconciliationRuns')
  .extend({ latest: ReconciliationReport.nullable(), pulse: WebhookPulse })
  .meta({ id: 'Reconciliation' });
export type Reconciliation = z.infer<typeof Reconciliation>;

export const MrrMovement = z
  .object({
    id: z.uuid(),
    occurredAt: Instant,
    kind: z.enum(MRR_MOVEMENT_KINDS),
    amount: Money,
    mrrAfter: Money,
    currency: z.string(),
    planFrom: z.enum(PLAN_CODES).nullable(),
    planTo: z.enum(PLAN_CODES).nullable(),
    stripeEventId: z.string().nullable(),
  })
  .meta({ id: 'MrrMovement' });
export type MrrMovement = z.infer<typeof MrrMovement>;

/** Links of a tenant to Stripe's dashboard; null while it has no customer there. */
export const AdminTenantBilling = z
  .object({
    subscription: Subscription,
    stripeCustomerId: z.string().nullable(),
    stripeSubscriptionId: z.string().nullable(),
    dashboardUrl: z.string().nullable(),
    mrr: Money,
    invoices: z.array(Invoice).describe('The latest 20'),
    refunds: z.array(Refund),
    disputes: z.array(Dispute),
    movements: z.array(MrrMovement).describe('Newest first'),
    timeline: z
      .array(
        z.object({
          at: Instant,
          kind: z.enum(['audit', 'stripe_event', 'mrr', 'invoice', 'attempt', 'refund', 'dispute']),
          title: z.string().describe('Name of the event, action or status'),
          reference: z.string().nullable().describe('Id of what it is about'),
          amount: Money.nullable(),
          currency: z.string().nullable(),
          actor: z.string().nullable(),
        }),
      )
      .describe('Newest first, the latest 200'),
  })
  .meta({ id: 'AdminTenantBilling' });
export type AdminTenantBilling = z.infer<typeof AdminTenantBilling>;

/** A plan as sold, beside what Stripe has for it. */
export const AdminPlan = z
  .object({
    code: z.enum(PLAN_CODES),
    name: z.string(),
    priceMonthly: Money,
    priceYearly: Money.nullable(),
    overageUnitMicros: Micros.nullable(),
    currency: z.string(),
    conversationLimit: z.int(),
    tenants: z.int(),
    mrr: Money,
    prices: z.array(
      z.object({
        lookupKey: z.string(),
        stripePriceId: z.string().nullable(),
        amount: Money.nullable().describe('At Stripe; null for a metered or missing price'),
        isInSync: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'AdminPlan' });
export type AdminPlan = z.infer<typeof AdminPlan>;
/** `isStripeReachable` false: the prices at Stripe are unknown, not missing. */
export const AdminPlanList = z.object({ items: z.array(AdminPlan), isStripeReachable: z.boolean() }).meta({ id: 'AdminPlanList' });
export type AdminPlanList = z.infer<typeof AdminPlanList>;
