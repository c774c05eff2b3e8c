import type { HoldFilter } from '@orbisvoice/shared-dto/values';
import { startOfDay } from '../../../platform/database/local-day.js';

/** Local days, half-open, in a zone; null without a bound. */
export interface ReferralDays {
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
  /** Conversions of before it can not be taken back any more. */
  readonly heldSince: Date;
}

/** What the first values of a statement are: `$1` tenant, `$2` and `$3` the days, `$4` their zone, `$5` a channel or null. */
const within = (column: string, channel: string): string => `
  ($2::date is null or ${column} >= ${startOfDay('$2::date', '$4')}) and ($3::date is null or ${column} < ${startOfDay('$3::date', '$4')})
  and ($5::text is null or ${channel} = $5)`;

const HOLD: Readonly<Record<HoldFilter, string>> = {
  inside: `r.status = 'converted' and r.converted_at >= $7::timestamptz`,
  past: `r.status = 'converted' and r.converted_at < $7::timestamptz`,
};

/** Conditions of a sign-up `r`; then `$6` is a status or null, and `$7` since when conversions are held. */
export const signUpsWhere = ({ hold }: { readonly hold?: HoldFilter | undefined }): string => `
  r.tenant_id = $1 and ${within('r.signed_up_at', 'r.channel')} and ($6::text is null or r.status = $6)
  and ${hold === undefined ? '($7::timestamptz is null or true)' : HOLD[hold]}`;

/** Conditions of a visit `v`. */
export const VISITS_WHERE = `v.tenant_id = $1 and ${within('v.visited_at', 'v.channel')}`;
