import * as z from 'zod';
import { ChangePreview, PreviewChange, Subscription } from '../billing/subscription.dto.js';
import { Money } from '../billing/plan.dto.js';
import { Instant } from '../platform/page.dto.js';
import { BILLING_INTERVALS, PLAN_CODES, SUBSCRIPTION_STATUSES } from '../values/plan-codes.js';
import { CHANGE_TIMINGS } from '../values/statuses.js';
import { StaffReason } from './standing.dto.js';

/** Most months a subscription can be free of charge, when it is not so until further notice. */
const COMP_MONTHS_MAX = 24;

/** What staff do to a running subscription. */
export const SubscriptionAdjustment = z
  .discriminatedUnion('action', [
    PreviewChange.extend({
      action: z.literal('change_plan'),
      timing: z.enum(CHANGE_TIMINGS).describe('now: the difference is charged or credited at once; period_end: without either'),
    }),
    z.strictObject({
      action: z.literal('extend_trial'),
      trialEndsAt: Instant.describe('Later than the present end, by two years at most'),
    }),
    z.strictObject({ action: z.literal('cancel') }),
    z.strictObject({ action: z.literal('resume') }),
    z.strictObject({
      action: z.literal('comp'),
      months: z.int().min(1).max(COMP_MONTHS_MAX).nullable().describe('Free of charge for so many months; null until it is ended'),
    }),
    z.strictObject({ action: z.literal('end_comp') }),
  ])
  .meta({ id: 'SubscriptionAdjustment' });
export type SubscriptionAdjustment = z.infer<typeof SubscriptionAdjustment>;

/** A subscription, as far as staff can change it. */
export const AdjustedSubscription = z
  .object({
    tier: z.enum(PLAN_CODES),
    interval: z.enum(BILLING_INTERVALS),
    status: z.enum(SUBSCRIPTION_STATUSES),
    currentPeriodEnd: Instant,
    trialEndsAt: Instant.nullable(),
    endsAt: Instant.nullable().describe('When it ends, if that is set'),
    scheduledTier: z.enum(PLAN_CODES).nullable().describe('The plan that follows at the end of the paid period'),
    isComplimentary: z.boolean().describe('Nothing is charged for it'),
    discount: z.string().nullable(),
    nextCharge: z.object({ at: Instant, amount: Money }).nullable().describe('The renewal, tax included; null when there is none'),
  })
  .meta({ id: 'AdjustedSubscription' });
export type AdjustedSubscription = z.infer<typeof AdjustedSubscription>;

export const AdjustmentPreview = z
  .object({
    before: AdjustedSubscription,
    after: AdjustedSubscription,
    currency: z.string(),
    effectiveAt: Instant,
    change: ChangePreview.nullable().describe('Of a change of plan: what the tenant would be shown, to the cent'),
    version: z.string().describe('Quote it with the adjustment: what changed meanwhile is not overwritten'),
  })
  .meta({ id: 'AdjustmentPreview' });
export type AdjustmentPreview = z.infer<typeof AdjustmentPreview>;

export const AdjustSubscription = z
  .strictObject({
    adjustment: SubscriptionAdjustment,
    reason: StaffReason,
    version: z.string().min(1).max(100),
    previewToken: z.string().max(2_000).optional().describe('Of a change of plan: the token of its preview'),
  })
  .meta({ id: 'AdjustSubscription' });
export type AdjustSubscription = z.infer<typeof AdjustSubscription>;

export const ADJUSTMENT_OUTCOMES = ['changed', 'scheduled', 'payment_required'] as const;
export const AdjustmentResult = z
  .object({
    outcome: z.enum(ADJUSTMENT_OUTCOMES).describe('payment_required: the card did not pay, so the plan waits for its invoice'),
    subscription: Subscription,
  })
  .meta({ id: 'AdjustmentResult' });
export type AdjustmentResult = z.infer<typeof AdjustmentResult>;
