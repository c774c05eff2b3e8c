import { FUNNEL_STEPS, type FunnelMode, type FunnelStep } from '@orbisvoice/shared-dto/values';

/**
 * How far a visit `v` came with its conversation `c`, if one counts, in three steps that each read the one before: figures and rows alike.
 *
 * A step counts when it follows an earlier one that counts within thirty minutes: read strictly the one right before it, else any. A
 * conversation that counts is a step from its start: when it is known to count is told by nothing but its end, where ten seconds of audio make
 * it so. What it says is activity too, so its success needs no thirty minutes of its own.
 */

/** What a visit's conversation is: its id is the session, and it begins within a day of the visit, so that whoever looks for either looks at few months. */
export const TALK_OF_VISIT = `
  c.tenant_id = v.tenant_id and c.session_id = v.visit_id and c.counted_at is not null
  and c.started_at >= v.started_at - interval '1 day' and c.started_at <= v.started_at + interval '1 day'`;

/** Whether a moment follows another within the thirty minutes of a visit (metrics.md). */
const follows = (later: string, earlier: string): string => `${later} >= ${earlier} and ${later} <= ${earlier} + interval '30 minutes'`;

const TAKEN = `
  c.outcome = 'success' as is_success, ${follows('v.opened_at', 'v.impression_at')} as open_first,
  ${follows('v.granted_at', 'v.impression_at')} as grant_first, ${follows('v.granted_at', 'v.opened_at')} as grant_opened,
  ${follows('c.started_at', 'v.impression_at')} as talk_first, ${follows('c.started_at', 'v.opened_at')} as talk_opened,
  ${follows('c.started_at', 'v.granted_at')} as talk_granted`;

const JUDGED = `
  open_first and grant_opened as grant_strict, open_first and grant_opened and talk_granted as talk_strict,
  grant_first or (open_first and grant_opened) as granted,
  talk_first or (open_first and talk_opened) or ((grant_first or (open_first and grant_opened)) and talk_granted) as talked`;

/** The number of the furthest step, by each reading; 1 is the impression. */
const REACHED = `
  case when talked then case when is_success then 5 else 4 end when granted then 3 when open_first then 2 else 1 end as sequential,
  case when talk_strict then case when is_success then 5 else 4 end when grant_strict then 3 when open_first then 2 else 1 end as strict`;

/** Follows a visit and its conversation in a list of tables: `r` says how far it came. */
export const STEPS = `
  cross join lateral (select ${TAKEN}) t cross join lateral (select ${JUDGED}) j cross join lateral (select ${REACHED}) r`;

/** Condition of a visit `v` that is looked at by itself: that it came so far. */
export const reached = (step: FunnelStep, mode: FunnelMode): string => `
  v.impression_at is not null and exists (
    select 1 from (select) one left join conversations c on ${TALK_OF_VISIT} ${STEPS} where r.${mode} >= ${FUNNEL_STEPS.indexOf(step) + 1})`;
