import * as z from 'zod';
import { Money } from '../billing/plan.dto.js';
import { Figure, KeptSince, PointStart, ReportHead } from './analytics-query.dto.js';

export const ReferralPoint = z
  .object({
    start: PointStart,
    isOpen: z.boolean(),
    visits: z.int().nullable().describe('Null where the point begins before `keptSince`'),
    signUps: z.int(),
    converted: z.int().describe('Of those who signed up in the point, those that paid a first invoice by now, in or past the hold'),
  })
  .meta({ id: 'ReferralPoint' });
export type ReferralPoint = z.infer<typeof ReferralPoint>;

/** Visits and sign-ups of one channel; `direct` where the link said none. */
export const ReferralChannel = z
  .object({
    channel: z.string(),
    visits: z.int(),
    signUps: z.int(),
    converted: z.int().describe('Those that paid a first invoice by now, in or past the hold'),
    conversion: z.number().nullable(),
  })
  .meta({ id: 'ReferralChannel' });
export type ReferralChannel = z.infer<typeof ReferralChannel>;

/** What a workspace's link brought, by day of the visit and of the sign-up. */
export const ReferralAnalytics = ReportHead.extend({
  figures: z.object({ referral_visits: Figure, referred_sign_ups: Figure, referral_conversion: Figure }),
  keptSince: KeptSince,
  series: z.array(ReferralPoint),
  channels: z.array(ReferralChannel).describe('Fifty rows at most; the last is then `other`, which holds the rest: rows always add up'),
  payout: z.object({
    confirmed: Money.describe('Converted and past the hold'),
    pending: Money.describe('Converted, but still inside the hold'),
    conversions: z
      .object({ confirmed: z.int(), pending: z.int() })
      .describe('How many of each there are: they are known, also where nothing is paid for them'),
    perConversion: Money.describe('The setting this estimate uses; 0 where nothing is paid'),
    currency: z.string(),
  }),
}).meta({ id: 'ReferralAnalytics' });
export type ReferralAnalytics = z.infer<typeof ReferralAnalytics>;

/** A workspace by what its link brought. */
export const Referrer = z
  .object({
    tenantId: z.uuid(),
    tenantName: z.string(),
    visits: z.int(),
    signUps: z.int(),
    converted: z.int().describe('Those that paid a first invoice by now, in or past the hold'),
    conversion: z.number().nullable(),
    payout: Money.describe('For those past the hold'),
  })
  .meta({ id: 'Referrer' });
export type Referrer = z.infer<typeof Referrer>;

/** Referrals of the whole platform, for staff. */
export const PlatformReferralAnalytics = ReferralAnalytics.extend({
  top: z.array(Referrer).describe('The fifty with the most conversions'),
}).meta({
  id: 'PlatformReferralAnalytics',
});
export type PlatformReferralAnalytics = z.infer<typeof PlatformReferralAnalytics>;
