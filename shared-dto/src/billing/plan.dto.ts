import * as z from 'zod';
import { BILLING_INTERVALS, PLAN_CODES } from '../values/plan-codes.js';

/** Integer minor units of `currency` (cents). */
export const Money = z.int();

/** Millionths of the currency's major unit: rates that need more digits than a cent has. 40,000 is $0.04. */
export const Micros = z.int();

export const PlanRef = z
  .object({ tier: z.enum(PLAN_CODES), interval: z.enum(BILLING_INTERVALS), price: Money.describe('Per interval') })
  .meta({ id: 'PlanRef' });
export type PlanRef = z.infer<typeof PlanRef>;

export const Tier = z
  .object({
    code: z.enum(PLAN_CODES),
    name: z.string(),
    description: z.string(),
    priceMonthly: Money,
    priceYearly: Money.nullable().describe('Per year; null when the plan is not sold by the year'),
    currency: z.string(),
    conversationLimit: z.int().describe('Conversations per month'),
    overageUnitMicros: Micros.nullable().describe('Price of one conversation beyond the limit; null when overage is not offered'),
    trialDays: z.int().describe('Free days before the first payment, for a workspace that never had a paid plan; 0 for none'),
    features: z.array(z.string()),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Tier' });
export type Tier = z.infer<typeof Tier>;
export const TierList = z.object({ items: z.array(Tier) }).meta({ id: 'TierList' });
export type TierList = z.infer<typeof TierList>;
