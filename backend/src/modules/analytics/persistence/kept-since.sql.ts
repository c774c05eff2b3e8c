import { startOfDay } from '../../../platform/database/local-day.js';

/**
 * The first day, by the clock of a zone, from whose beginning visits are kept; null where none were ever deleted. Deleted is by months of UTC,
 * which begin in the middle of many a local day.
 */
export const keptSince = (kind: 'widget' | 'referral', zone: string): string => `
  (select (day + ((${startOfDay('day', zone)}) < kept_since)::int)::text
     from (select kept_since, (kept_since at time zone ${zone})::date as day from visit_bounds where kind = '${kind}') kept)`;
