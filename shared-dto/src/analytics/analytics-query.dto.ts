import * as z from 'zod';
import { TimeZone } from '../auth/auth.dto.js';
import { DayOrInstant, Instant } from '../platform/page.dto.js';
import { ANALYTICS_COMPARISONS, ANALYTICS_DAYS_MAX, ANALYTICS_INTERVALS, COUNTED_CHANNELS, FUNNEL_MODES } from '../values/analytics.js';
import { isDayBound } from '../values/bounds.js';

const DAY_MS = 86_400_000;
/** Days between two local dates, or between two instants. */
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The days of a report, and of the lists of its rows. */
export const reportDays = {
  from: z.iso.date().optional().describe('First day of the report, in its zone; 30 days before `to` unless told'),
  to: z.iso.date().optional().describe('The day after the last one; tomorrow unless told, so that today is in'),
  timeZone: TimeZone.optional().describe('Zone of the days; that of the workspace unless told'),
};

/** The same for lists of rows whose figures are told by the hour as well. */
export const reportSpan = {
  ...reportDays,
  from: DayOrInstant.optional().describe('An instant, or the first local day; 30 days before `to` unless told'),
  to: DayOrInstant.optional().describe(
    'Exclusive: an instant, or the local day after the last one; tomorrow unless told, so that today is in',
  ),
};

const range = {
  ...reportDays,
  interval: z.enum(ANALYTICS_INTERVALS).default('day'),
  compare: z.enum(ANALYTICS_COMPARISONS).default('previous'),
};

/** A report spans some days, and not too many. A day and an instant are told apart by a zone, which nobody looks up here. */
export function checkRange({ from, to }: { from?: string | undefined; to?: string | undefined }, context: z.RefinementCtx): void {
  if (from === undefined || to === undefined || isDayBound(from) !== isDayBound(to)) return;
  const days = daysBetween(from, to);
  if (days <= 0) context.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' });
  else if (days > ANALYTICS_DAYS_MAX)
    context.addIssue({ code: 'custom', path: ['from'], message: `a report spans at most ${String(ANALYTICS_DAYS_MAX)} days` });
}

/** A range of local days, half-open: `from` is in, `to` is not. What is left out is filled in by the server and told back in the head. */
export const AnalyticsQuery = z
  .strictObject({ ...range, agentId: z.uuid().optional(), channel: z.enum(COUNTED_CHANNELS).optional() })
  .superRefine(checkRange);
export type AnalyticsQuery = z.infer<typeof AnalyticsQuery>;

export const EngagementQuery = z
  .strictObject({ ...range, agentId: z.uuid().optional(), funnel: z.enum(FUNNEL_MODES).default('sequential') })
  .superRefine(checkRange);
export type EngagementQuery = z.infer<typeof EngagementQuery>;

/** A range without filters. */
export const ReferralAnalyticsQuery = z.strictObject(range).superRefine(checkRange);
export type ReferralAnalyticsQuery = z.infer<typeof ReferralAnalyticsQuery>;

/** The same range as a file, for staff. */
export const ExportReferrals = ReferralAnalyticsQuery.meta({ id: 'ExportReferrals' });
export type ExportReferrals = z.infer<typeof ExportReferrals>;

const Span = z.object({ from: z.iso.date(), to: z.iso.date() });

/** What a report covers and how it was made; every figure of it shares this head. */
export const ReportHead = z
  .object({
    asOf: Instant.describe('Moment of the snapshot all figures of this answer come from'),
    definitionVersion: z.int(),
    timeZone: z.string(),
    from: z.iso.date(),
    to: z.iso.date().describe('The day after the last one'),
    interval: z.enum(ANALYTICS_INTERVALS),
    previous: Span.nullable().describe('What the figures are held against'),
  })
  .meta({ id: 'ReportHead' });
export type ReportHead = z.infer<typeof ReportHead>;

/** Visits are deleted after a time: a report says so where it would have to show less than there was. */
export const KeptSince = z.iso
  .date()
  .nullable()
  .describe(
    'First day, in the zone of the report, from which visits are kept; null where none were ever deleted. Counts of visits leave out what began before: points that begin before it have none, and a figure is not held against a span that does',
  );

/** One figure with what it was made of. A rate without a denominator is null, never 0. */
export const Figure = z
  .object({
    value: z.number().nullable(),
    previous: z.number().nullable().describe('The same figure of the previous span; null without comparison or without data'),
    numerator: z.number().nullable().describe('Null where the figure is no rate'),
    denominator: z.number().nullable().describe('Of a percentile the number of values it is of; null of a count'),
  })
  .meta({ id: 'Figure' });
export type Figure = z.infer<typeof Figure>;

/** When a point of a series begins: a local date, or with hours an instant. */
export const PointStart = z.union([z.iso.date(), Instant]).describe('Local date; with interval `hour` an instant');
