import * as z from 'zod';
import { Instant, pageOf } from '../platform/page.dto.js';
import { REFERRAL_STATUSES } from '../values/statuses.js';

export const ReferralCode = z
  .object({ code: z.string(), url: z.string(), signedUp: z.int(), converted: z.int() })
  .meta({ id: 'ReferralCode' });
export type ReferralCode = z.infer<typeof ReferralCode>;

export const Referral = z
  .object({ id: z.uuid(), company: z.string(), status: z.enum(REFERRAL_STATUSES), signedUpAt: Instant, convertedAt: Instant.nullable() })
  .meta({ id: 'Referral' });
export type Referral = z.infer<typeof Referral>;
export const ReferralPage = pageOf(Referral, 'ReferralPage');
export type ReferralPage = z.infer<typeof ReferralPage>;
