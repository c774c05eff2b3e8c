import { formatDate } from '@orbisvoice/shared-ui/format';
import { STRINGS } from './strings';

/**
 * Instants as the console prints them: UTC first, because staff compare them with logs and with Stripe; the viewer's own time beside it.
 */
const UTC_MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const UTC_MONTH_SHORT = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

const UTC_CLOCK = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

const firstDay = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);

/** `22 Nov 2026, 14:02:11 UTC` */
export const utcExact = (instant: string): string => formatDate(instant, 'UTC', 'exact');

/** `22 Nov 2026` by UTC */
export const utcDate = (instant: string): string => formatDate(instant, 'UTC', 'date');

/** `14:02:11` by UTC */
export const utcTimeOfDay = (instant: string): string => formatDate(instant, 'UTC', 'clock');

/** `22 Nov, 14:02` by UTC, where there is little room */
export const utcClock = (instant: string): string => UTC_CLOCK.format(Date.parse(instant));

/** `Nov 2026` of `2026-11` */
export const monthName = (month: string): string => UTC_MONTH.format(firstDay(month));

/** `Nov` of `2026-11` */
export const monthShort = (month: string): string => UTC_MONTH_SHORT.format(firstDay(month));

/** The viewer's time zone, e.g. `Europe/Stockholm`. */
export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The instant on the viewer's clock, with the zone's short name. */
export const viewerExact = (instant: string): string => formatDate(instant, viewerZone(), 'exact');

/** The instant by UTC and on the viewer's clock: once, where the two say the same. */
export function bothClocks(instant: string, zone = viewerZone()): string {
  const [utc, yours] = [utcExact(instant), formatDate(instant, zone, 'exact')];
  return utc === yours ? utc : `${utc} · ${STRINGS.time.yours(yours)}`;
}
