import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { Problem } from '../platform/problem.dto.js';
import { LIMITS } from '../values/limits.js';
import { BILLING_INTERVALS, PLAN_CODES, SUBSCRIPTION_STATUSES } from '../values/plan-codes.js';
import { PaymentAttempt } from './invoice.dto.js';
import { EffectiveLimits } from './limits.dto.js';
import { Money, PlanRef } from './plan.dto.js';
import { Overage, UsageSummary } from './usage.dto.js';

/** A change that waits for the end of the paid period. */
export const ScheduledChange = PlanRef.extend({ effectiveAt: Instant }).meta({ id: 'ScheduledChange' });
export type ScheduledChange = z.infer<typeof ScheduledChange>;

/** An upgrade that waits for its payment. */
export const PendingChange = z
  .object({
    tier: z.enum(PLAN_CODES),
    interval: z.enum(BILLING_INTERVALS),
    expiresAt: Instant,
    amountDue: Money,
    payUrl: z.string().nullable().describe('Hosted page to pay it on'),
  })
  .meta({ id: 'PendingChange' });
export type PendingChange = z.infer<typeof PendingChange>;

/** What is known of a payment that fails, and what happens next. */
export const Dunning = z
  .object({
    invoiceId: z.uuid(),
    invoiceNumber: z.string().nullable(),
    amountDue: Money,
    currency: z.string(),
    since: Instant,
    graceEndsAt: Instant.describe('Until when the plan keeps its access'),
    attempts: z.array(PaymentAttempt).describe('Oldest first'),
    nextAttemptAt: Instant.nullable(),
    needsAction: z.boolean().describe('The bank asks the cardholder to confirm'),
    payUrl: z.string().nullable(),
  })
  .meta({ id: 'Dunning' });
export type Dunning = z.infer<typeof Dunning>;

export const PaymentCard = z
  .object({
    brand: z.string(),
    last4: z.string(),
    expMonth: z.int(),
    expYear: z.int(),
    isExpiring: z.boolean().describe('Within 30 days, or already'),
  })
  .meta({ id: 'PaymentCard' });
export type PaymentCard = z.infer<typeof PaymentCard>;

export const Discount = z
  .object({
    name: z.string(),
    percentOff: z.number().nullable(),
    amountOff: Money.nullable(),
    endsAt: Instant.nullable().describe('null when it lasts for ever'),
  })
  .meta({ id: 'Discount' });
export type Discount = z.infer<typeof Discount>;

export const TAX_ID_STATUSES = ['pending', 'verified', 'unverified', 'unavailable'] as const;
export const TaxId = z
  .object({ id: z.uuid(), type: z.string(), value: z.string(), country: z.string().nullable(), status: z.enum(TAX_ID_STATUSES) })
  .meta({ id: 'TaxId' });
export type TaxId = z.infer<typeof TaxId>;
export const TaxIdList = z.object({ items: z.array(TaxId) }).meta({ id: 'TaxIdList' });
export type TaxIdList = z.infer<typeof TaxIdList>;

/** The kinds offered in the form; any other can be added by the payment provider's portal. */
export const TAX_ID_TYPES = ['eu_vat', 'gb_vat', 'us_ein', 'ch_vat', 'no_vat', 'au_abn', 'ca_bn', 'in_gst', 'jp_trn', 'br_cnpj'] as const;
export const AddTaxId = z.strictObject({ type: z.enum(TAX_ID_TYPES), value: z.string().trim().min(2).max(40) }).meta({ id: 'AddTaxId' });
export type AddTaxId = z.infer<typeof AddTaxId>;

export const ChangeBillingEmail = z
  .strictObject({ email: z.email().max(LIMITS.emailMax).toLowerCase() })
  .meta({ id: 'ChangeBillingEmail' });
export type ChangeBillingEmail = z.infer<typeof ChangeBillingEmail>;

export const Subscription = z
  .object({
    tier: z.enum(PLAN_CODES).describe('The plan whose limits are in force'),
    status: z.enum(SUBSCRIPTION_STATUSES),
    interval: z.enum(BILLING_INTERVALS).nullable().describe('null on the free plan'),
    price: Money.describe('Per interval, before discounts and tax'),
    priceMonthly: Money.describe('Per month: a year’s price counts a twelfth'),
    currency: z.string(),
    currentPeriodStart: Instant.nullable(),
    currentPeriodEnd: Instant.nullable(),
    trialEndsAt: Instant.nullable(),
    cancelAtPeriodEnd: z.boolean(),
    scheduledChange: ScheduledChange.nullable(),
    pendingChange: PendingChange.nullable(),
    graceEndsAt: Instant.nullable().describe('Until when a past-due plan keeps its access'),
    dunning: Dunning.nullable(),
    discount: Discount.nullable(),
    card: PaymentCard.nullable(),
    billingEmail: z.string(),
    taxIds: z.array(TaxId),
    overage: Overage,
    usage: UsageSummary,
    limits: EffectiveLimits,
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;

/** The plan to go to. */
export const PreviewChange = z
  .strictObject({ tier: z.enum(PLAN_CODES).exclude(['free']), interval: z.enum(BILLING_INTERVALS).default('month') })
  .meta({ id: 'PreviewChange' });
export type PreviewChange = z.infer<typeof PreviewChange>;

export const PreviewLine = z
  .object({ description: z.string(), amount: Money, periodStart: Instant, periodEnd: Instant, isProration: z.boolean() })
  .meta({ id: 'PreviewLine' });
export type PreviewLine = z.infer<typeof PreviewLine>;

export const CHANGE_KINDS = ['checkout', 'upgrade', 'downgrade'] as const;

/** What a change would cost and when, by the payment provider's own reckoning. The change quotes `token` and is charged exactly this. */
export const ChangePreview = z
  .object({
    kind: z.enum(CHANGE_KINDS).describe('checkout: first payment; upgrade: now; downgrade: at the end of the paid period'),
    from: PlanRef.nullable(),
    to: PlanRef,
    currency: z.string(),
    effectiveAt: Instant,
    prorationDate: Instant.nullable(),
    lines: z.array(PreviewLine).describe('What is charged at `effectiveAt`, or with the first payment'),
    subtotal: Money,
    discount: Money,
    tax: Money,
    isTaxPending: z.boolean().describe('Tax depends on an address that the payment page asks for, and comes on top'),
    total: Money,
    creditApplied: Money.describe('Account credit that pays a part'),
    amountDue: Money.describe('Charged when the change takes effect'),
    creditLeft: Money.describe('Account credit after the change'),
    next: z.object({ at: Instant, amount: Money }).nullable().describe('The renewal after it, tax included'),
    trialEndsAt: Instant.nullable(),
    limits: z.object({ from: z.int(), to: z.int(), used: z.int() }),
    token: z.string(),
    expiresAt: Instant.describe('Until when the token is taken'),
  })
  .meta({ id: 'ChangePreview' });
export type ChangePreview = z.infer<typeof ChangePreview>;

/** Why a change was refused. With `billing.preview_stale` it brings what to show instead: what the same change costs now. */
export const PlanChangeProblem = Problem.extend({ details: z.object({ preview: ChangePreview }).optional() }).meta({
  id: 'PlanChangeProblem',
});
export type PlanChangeProblem = z.infer<typeof PlanChangeProblem>;

/** `previewToken` is required on a paid plan: nobody is charged what they were not shown. */
export const ChangePlan = PreviewChange.extend({ previewToken: z.string().max(2_000).optional() }).meta({ id: 'ChangePlan' });
export type ChangePlan = z.infer<typeof ChangePlan>;

export const CHANGE_OUTCOMES = ['checkout', 'changed', 'scheduled', 'payment_required'] as const;
/** `checkout` and `payment_required` carry the hosted page to send the browser to; the plan changes when Stripe says it was paid, not on return. */
export const PlanChange = z
  .object({ outcome: z.enum(CHANGE_OUTCOMES), url: z.url().nullable(), subscription: Subscription })
  .meta({ id: 'PlanChange' });
export type PlanChange = z.infer<typeof PlanChange>;

/** Where to send the browser: Stripe's hosted page. */
export const HostedPage = z.object({ url: z.url() }).meta({ id: 'HostedPage' });
export type HostedPage = z.infer<typeof HostedPage>;

/** `payment_method` opens the page right at the card form. */
export const OpenPortal = z.strictObject({ flow: z.enum(['overview', 'payment_method']).default('overview') }).meta({ id: 'OpenPortal' });
export type OpenPortal = z.infer<typeof OpenPortal>;

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
