import * as z from 'zod';
import { TimeZone } from '../auth/auth.dto.js';
import { Money } from '../billing/plan.dto.js';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { PLAN_CODES } from '../values/plan-codes.js';
import { REVENUE_FORMATS, REVENUE_KINDS, REVENUE_LISTS, REVENUE_ROW_KINDS } from '../values/revenue.js';
import { LIFETIME_UNKNOWN } from '../values/statuses.js';

/** How many months one report may span. */
export const REVENUE_MONTHS_MAX = 60;

const CalendarMonth = z.string().regex(/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/, 'must be a month as YYYY-MM');
const Currency = z.string().regex(/^[a-z]{3}$/, 'a currency code in lower case');

/** Months of the report, both included, in a named zone. Without `from` the twelve months that end with `to`; without `to` the present one. */
export const RevenueQuery = z.strictObject({
  from: CalendarMonth.optional(),
  to: CalendarMonth.optional(),
  timeZone: TimeZone.default('UTC'),
  currency: Currency.default('usd'),
});
export type RevenueQuery = z.infer<typeof RevenueQuery>;

/** The report as a file. */
export const ExportRevenue = RevenueQuery.extend({ format: z.enum(REVENUE_FORMATS) }).meta({ id: 'ExportRevenue' });
export type ExportRevenue = z.infer<typeof ExportRevenue>;

/** A share as a fraction, 0.2 for 20 %; null where the denominator is nothing. */
const Share = z.number().nullable();

const Flows = z.object({ new: Money, expansion: Money, reactivation: Money, contraction: Money, churn: Money });

/** One calendar month. The opening figure plus the movements is the closing one, to the cent. */
export const RevenueMonth = z
  .object({
    month: z.string().describe('YYYY-MM'),
    isOpen: z.boolean().describe('The month has not ended: its figures still move'),
    mrrStart: Money,
    mrrEnd: Money,
    movements: Flows.describe('Net per tenant and month: who came and upgraded in the same month is new only'),
    tenants: z.object({ new: z.int(), expansion: z.int(), reactivation: z.int(), contraction: z.int(), churn: z.int() }),
    payersStart: z.int(),
    payersEnd: z.int(),
    churnedByFailedPayment: z.int().describe('Of the churned tenants those whose last subscription ended unpaid; the others left'),
    grossChurn: Share.describe('(churn + contraction) / opening MRR'),
    netChurn: Share.describe('(churn + contraction - expansion - reactivation) / opening MRR'),
    grossRetention: Share,
    netRetention: Share.describe('Of the opening cohort, without reactivation'),
    customerChurn: Share.describe('Churned payers / payers at the start of the calendar month'),
    arpu: Money.nullable().describe('Closing MRR per paying tenant'),
    quickRatio: z.number().nullable().describe('(new + expansion + reactivation) / (churn + contraction); null without losses'),
    cash: z.object({ paid: Money, refunded: Money, disputed: Money, net: Money }).describe('By date of payment, net of tax'),
    plans: z.array(z.object({ tier: z.enum(PLAN_CODES), mrr: Money, payers: z.int() })).describe('At the end of the month'),
  })
  .meta({ id: 'RevenueMonth' });
export type RevenueMonth = z.infer<typeof RevenueMonth>;

/** Tenants by the month of their first payment, and what became of them; months to come are absent, not 0. */
export const RevenueCohort = z
  .object({
    month: z.string(),
    size: z.int(),
    mrr: Money.describe('MRR at the end of month 0'),
    months: z.array(z.object({ index: z.int(), payers: z.int(), mrr: Money, isOpen: z.boolean() })),
  })
  .meta({ id: 'RevenueCohort' });
export type RevenueCohort = z.infer<typeof RevenueCohort>;

/** Sign-ups by month, and how many of them paid their first invoice within `days`. */
export const PaidFunnelCohort = z
  .object({ month: z.string(), signUps: z.int(), paid: z.int(), isMature: z.boolean().describe('Everybody has had their days') })
  .meta({ id: 'PaidFunnelCohort' });
export type PaidFunnelCohort = z.infer<typeof PaidFunnelCohort>;

/** A range, because one month of churn can swing it by half; null with a reason where it would be a guess. */
export const LifetimeValue = z
  .object({ low: Money.nullable(), high: Money.nullable(), unknownBecause: z.enum(LIFETIME_UNKNOWN).nullable() })
  .meta({ id: 'LifetimeValue' });
export type LifetimeValue = z.infer<typeof LifetimeValue>;

/** What the platform earns, from the ledger of movements; internal workspaces are left out. Definitions: metrics.md. */
export const RevenueReport = z
  .object({
    asOf: Instant,
    definitionVersion: z.int(),
    timeZone: z.string(),
    currency: z.string(),
    otherCurrencies: z.array(z.string()).describe('Currencies with revenue that this report leaves out'),
    now: z.object({
      mrr: Money,
      payers: z.int(),
      atRisk: Money.describe('Of it past due'),
      committed: Money.describe('Without what is scheduled to end'),
      arpu: Money.nullable(),
      lifetimeValue: LifetimeValue,
      difference: Money.describe('Ledger minus what the subscriptions say; 0 unless something is wrong'),
    }),
    months: z.array(RevenueMonth),
    cohorts: z.array(RevenueCohort),
    funnel: z.object({ days: z.int(), cohorts: z.array(PaidFunnelCohort) }),
  })
  .meta({ id: 'RevenueReport' });
export type RevenueReport = z.infer<typeof RevenueReport>;

/** Which rows: of what list, when, where, and in what money. */
const ROWS = {
  of: z.enum(REVENUE_LISTS).default('movements'),
  month: CalendarMonth.optional().describe(
    'Left out of lists of now; of the opening payers and movements the first month, of a cohort its own',
  ),
  to: CalendarMonth.optional().describe(
    'Movements and opening payers: the last month. A cohort: the month to look at it, else the present one',
  ),
  kind: z.enum(REVENUE_KINDS).optional(),
  plan: z.enum(PLAN_CODES).optional().describe('Of recurring revenue that of one plan'),
  timeZone: TimeZone.default('UTC'),
  currency: Currency.default('usd'),
};

/** The rows behind a figure of the report. */
export const RevenueRowQuery = KeysetQuery.extend(ROWS);
export type RevenueRowQuery = z.infer<typeof RevenueRowQuery>;

/** All rows behind a figure, as a file. */
export const ExportRevenueRows = z.strictObject(ROWS).meta({ id: 'ExportRevenueRows' });
export type ExportRevenueRows = z.infer<typeof ExportRevenueRows>;

/** One row behind a figure; what its list does not tell is null. */
export const RevenueRow = z
  .object({
    id: z.string().describe('Of the row in its list'),
    tenantId: z.uuid(),
    tenantName: z.string(),
    month: z.string().nullable(),
    kind: z.enum(REVENUE_ROW_KINDS).nullable(),
    plan: z.enum(PLAN_CODES).nullable(),
    amount: Money.nullable().describe(
      'What adds up to the figure; of a movement, a refund and a dispute positive: the kind says the direction',
    ),
    before: Money.nullable(),
    after: Money.nullable(),
    at: Instant.nullable().describe('When it last moved, was signed up, paid, given back or overdue, or when it ends'),
    reference: z.string().nullable().describe('Of an invoice, a refund or a dispute'),
  })
  .meta({ id: 'RevenueRow' });
export type RevenueRow = z.infer<typeof RevenueRow>;
export const RevenueRowList = keysetOf(RevenueRow, 'RevenueRowList');
export type RevenueRowList = z.infer<typeof RevenueRowList>;
