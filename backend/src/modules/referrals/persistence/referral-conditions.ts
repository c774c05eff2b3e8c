import { isDayBound, type HoldFilter } from '@orbisvoice/shared-dto/values';
import { startOfDay } from '../../../platform/database/local-day.js';

/** Half-open: local days in a zone, or instants; null without a bound. */
export interface ReferralSpan {
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
  /** Conversions of before it can not be taken back any more. */
  readonly heldSince: Date;
}

/** The condition of a bound, if there is one. */
function beyond(column: string, relation: '>=' | '<', { at, bound }: { readonly at: '$2' | '$3'; readonly bound: string | null }): string {
  const isDay = bound === null || isDayBound(bound);
  const moment = isDay ? startOfDay(`${at}::date`, '$4') : `${at}::timestamptz`;
  return `(${at}::${isDay ? 'date' : 'timestamptz'} is null or ${column} ${relation} ${moment})`;
}

/**
 * What the first values of a statement are: `$1` tenant, `$2` and `$3` the bounds, `$4` the zone of days, `$5` a channel or null. The zone is asked
 * for also where both bounds are instants: a value that a statement does not name is refused.
 */
const within = (table: 'r' | 'v', column: string, { from, to }: Pick<ReferralSpan, 'from' | 'to'>): string => `
  ${beyond(column, '>=', { at: '$2', bound: from })} and ${beyond(column, '<', { at: '$3', bound: to })} and $4::text is not null
  and ($5::text is null or ${table}.channel = $5)`;

/** Condition of a sign-up `r`, by the SQL of the moment since when conversions are held. */
export const holdCondition = (hold: HoldFilter, since: string): string =>
  `r.status = 'converted' and r.converted_at ${hold === 'inside' ? '>=' : '<'} ${since}`;

/** Conditions of a sign-up `r`; then `$6` is a status or null, and `$7` since when conversions are held. */
export const signUpsWhere = (span: ReferralSpan, { hold }: { readonly hold?: HoldFilter | undefined }): string => `
  r.tenant_id = $1 and ${within('r', 'r.signed_up_at', span)} and ($6::text is null or r.status = $6)
  and ${hold === undefined ? '($7::timestamptz is null or true)' : holdCondition(hold, '$7::timestamptz')}`;

/** Conditions of a visit `v`. */
export const visitsWhere = (span: ReferralSpan): string => `v.tenant_id = $1 and ${within('v', 'v.visited_at', span)}`;
