import * as z from 'zod';
import { Instant, pageOf } from '../platform/page.dto.js';
import { REFERRAL_CHANNEL_MAX, REFERRAL_CHANNEL_PATTERN } from '../values/referral-channels.js';
import { REFERRAL_STATUSES } from '../values/statuses.js';

/** A code as people type it. */
export const ReferralCodeText = z.string().trim().toUpperCase().max(16);

export const ReferralChannelName = z
  .string()
  .max(REFERRAL_CHANNEL_MAX)
  .regex(REFERRAL_CHANNEL_PATTERN)
  .describe('Where the link was: lower-case words joined by dashes');

/** Somebody opened the sign-up page with a code. The answer is the same whether the code is anybody's. */
export const ReferralVisit = z
  .strictObject({ code: ReferralCodeText.min(1), channel: ReferralChannelName.optional() })
  .meta({ id: 'ReferralVisit' });
export type ReferralVisit = z.infer<typeof ReferralVisit>;

export const ReferralCode = z
  .object({ code: z.string(), url: z.string(), signedUp: z.int(), converted: z.int() })
  .meta({ id: 'ReferralCode' });
export type ReferralCode = z.infer<typeof ReferralCode>;

export const Referral = z
  .object({
    id: z.uuid(),
    company: z.string(),
    channel: z.string().describe('`direct` where the link said none'),
    status: z.enum(REFERRAL_STATUSES),
    signedUpAt: Instant,
    convertedAt: Instant.nullable(),
  })
  .meta({ id: 'Referral' });
export type Referral = z.infer<typeof Referral>;
export const ReferralPage = pageOf(Referral, 'ReferralPage');
export type ReferralPage = z.infer<typeof ReferralPage>;
