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

/** Stripe `lookup_key` of a plan's monthly price. */
export const monthlyLookupKey = (code: PlanCode): string => `${code}_monthly`;
