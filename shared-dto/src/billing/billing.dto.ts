import * as z from 'zod';
import { Instant, PageQuery, pageOf } from '../platform/page.dto.js';
import { LIMITS } from '../values/limits.js';
import { INVOICE_STATUSES, PLAN_CODES, SUBSCRIPTION_STATUSES } from '../values/plan-codes.js';

/** Integer minor units of `currency` (cents). */
export const Money = z.int();

export const Tier = z
  .object({
    code: z.enum(PLAN_CODES),
    name: z.string(),
    description: z.string(),
    priceMonthly: Money,
    currency: z.string(),
    conversationLimit: z.int(),
    features: z.array(z.string()),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Tier' });
export type Tier = z.infer<typeof Tier>;
export const TierList = z.object({ items: z.array(Tier) }).meta({ id: 'TierList' });
export type TierList = z.infer<typeof TierList>;

export const UsageSummary = z
  .object({
    used: z.int(),
    reserved: z.int().describe('Live conversations that hold a place but do not count yet'),
    limit: z.int(),
    ceiling: z.int().describe('Where new conversations stop: the limit plus the grace of paid plans'),
    percent: z.int(),
    periodStart: Instant,
    resetsAt: Instant,
  })
  .meta({ id: 'UsageSummary' });
export type UsageSummary = z.infer<typeof UsageSummary>;

export const Subscription = z
  .object({
    tier: z.enum(PLAN_CODES),
    status: z.enum(SUBSCRIPTION_STATUSES),
    priceMonthly: Money,
    currency: z.string(),
    currentPeriodStart: Instant.nullable(),
    currentPeriodEnd: Instant.nullable(),
    cancelAtPeriodEnd: z.boolean(),
    graceEndsAt: Instant.nullable().describe('Until when a past-due plan keeps its access'),
    billingEmail: z.string(),
    usage: UsageSummary,
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;

export const StartSubscription = z.strictObject({ tier: z.enum(PLAN_CODES).exclude(['free']) }).meta({ id: 'StartSubscription' });
export type StartSubscription = z.infer<typeof StartSubscription>;

/** Where to send the browser: Stripe's hosted page. The plan changes when Stripe says it was paid, not on return. */
export const HostedPage = z.object({ url: z.url() }).meta({ id: 'HostedPage' });
export type HostedPage = z.infer<typeof HostedPage>;

export const CANCEL_REASONS = [
  'too_expensive',
  'missing_features',
  'switched_service',
  'unused',
  'customer_service',
  'too_complex',
  'low_quality',
  'other',
] as const;
export const CancelSubscription = z
  .strictObject({ reason: z.enum(CANCEL_REASONS), comment: z.string().trim().max(1_000).optional() })
  .meta({ id: 'CancelSubscription' });
export type CancelSubscription = z.infer<typeof CancelSubscription>;

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

export const Invoice = z
  .object({
    id: z.uuid(),
    number: z.string().nullable(),
    status: z.enum(INVOICE_STATUSES),
    total: Money,
    currency: z.string(),
    tier: z.enum(PLAN_CODES).nullable(),
    periodStart: Instant,
    periodEnd: Instant,
    createdAt: Instant,
    paidAt: Instant.nullable(),
    hostedUrl: z.string().nullable(),
    pdfUrl: z.string().nullable(),
  })
  .meta({ id: 'Invoice' });
export type Invoice = z.infer<typeof Invoice>;
export const InvoicePage = pageOf(Invoice, 'InvoicePage');
export type InvoicePage = z.infer<typeof InvoicePage>;
export const InvoiceQuery = PageQuery.extend({ status: z.enum(INVOICE_STATUSES).optional() });
export type InvoiceQuery = z.infer<typeof InvoiceQuery>;
