/** The closed list of plan codes, cheapest first. Order matters: a later code is an upgrade from an earlier one. */
export const PLAN_CODES = ['free', 'starter', 'professional', 'enterprise'] as const;
export type PlanCode = (typeof PLAN_CODES)[number];

/** Stripe's subscription states plus `none` for a tenant that never subscribed. */
export const SUBSCRIPTION_STATUSES = [
  'none',
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'canceled',
  'paused',
] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** Stripe's invoice states. `draft` invoices are mirrored but never shown to a tenant. */
export const INVOICE_STATUSES = ['draft', 'open', 'paid', 'void', 'uncollectible'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];
/** Those a workspace sees: a draft is still changing. */
export const SHOWN_INVOICE_STATUSES = ['open', 'paid', 'void', 'uncollectible'] as const satisfies readonly InvoiceStatus[];
export type ShownInvoiceStatus = (typeof SHOWN_INVOICE_STATUSES)[number];

/** How often a plan is billed. */
export const BILLING_INTERVALS = ['month', 'year'] as const;
export type BillingInterval = (typeof BILLING_INTERVALS)[number];

const INTERVAL_SUFFIX: Readonly<Record<BillingInterval, string>> = { month: 'monthly', year: 'yearly' };

/** Stripe `lookup_key` of a plan's price. */
export const planLookupKey = (code: PlanCode, interval: BillingInterval): string => `${code}_${INTERVAL_SUFFIX[interval]}`;
/** Stripe `lookup_key` of the metered price for conversations beyond a plan's limit, billed with the plan. */
export const overageLookupKey = (code: PlanCode, interval: BillingInterval): string => `${code}_overage_${INTERVAL_SUFFIX[interval]}`;
/** Stripe `lookup_key` of a plan's monthly price. */
export const monthlyLookupKey = (code: PlanCode): string => planLookupKey(code, 'month');
/** `event_name` of the Stripe meter that conversations beyond the limit are reported to. */
export const OVERAGE_METER = 'orbisvoice_overage_conversations';
