import * as z from 'zod';
import { TimeZone } from '../auth/auth.dto.js';
import { DayOrInstant, Instant, PageQuery, checkBounds, pageOf } from '../platform/page.dto.js';
import { HOLD_FILTERS } from '../values/row-filters.js';
import { REFERRAL_STATUSES } from '../values/statuses.js';
import { ReferralChannelName } from './referral.dto.js';

/** Local days or instants, and a channel as a link may name it. */
const narrowing = {
  from: DayOrInstant.optional().describe('An instant, or the first local day'),
  to: DayOrInstant.optional().describe('Exclusive: an instant, or the local day after the last one'),
  timeZone: TimeZone.optional().describe('Zone of the days; that of the workspace unless told'),
  channel: ReferralChannelName.optional(),
};

/** Companies by the day they signed up. */
export const ReferralQuery = PageQuery.extend({
  ...narrowing,
  status: z.enum(REFERRAL_STATUSES).optional(),
  hold: z.enum(HOLD_FILTERS).optional().describe('Of those that converted, whether what they earn may still be taken back'),
}).superRefine(checkBounds);
export type ReferralQuery = z.infer<typeof ReferralQuery>;

/** A visit to the link: one for each visitor and day. Nothing says whose it was. */
export const ReferralLinkVisit = z
  .object({ visitedAt: Instant, channel: z.string().describe('`direct` where the link said none') })
  .meta({ id: 'ReferralLinkVisit' });
export type ReferralLinkVisit = z.infer<typeof ReferralLinkVisit>;
export const ReferralLinkVisitPage = pageOf(ReferralLinkVisit, 'ReferralLinkVisitPage');
export type ReferralLinkVisitPage = z.infer<typeof ReferralLinkVisitPage>;

export const ReferralLinkVisitQuery = PageQuery.extend(narrowing).superRefine(checkBounds);
export type ReferralLinkVisitQuery = z.infer<typeof ReferralLinkVisitQuery>;
