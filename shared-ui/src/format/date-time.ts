import { UI } from '../ui-strings';

const LOCALE = 'en-GB';
/** How exact: `date` 4 May 2026, `time` 4 May 2026, 14:03, `exact` with seconds and the zone, `day` 4 May, `hour` 4 May, 14:00, `month` May 2026, `clock` 14:03:27. */
export type DateStyle = 'date' | 'time' | 'exact' | 'day' | 'hour' | 'month' | 'clock';

const STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'short' },
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  month: { month: 'short', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  exact: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
};
const made = new Map<string, Intl.DateTimeFormat>();

/** An instant as people of `timeZone` read it. */
export function formatDate(instant: string | null | undefined, timeZone: string, style: DateStyle = 'date'): string {
  if (!instant) return UI.notAvailable;
  return formatter(timeZone, style).format(new Date(instant));
}

/** A calendar day (`2026-05-04`) as such: no zone can move it. */
export function formatDay(day: string, style: 'day' | 'date' | 'month' = 'day'): string {
  return formatDate(`${day}T00:00:00Z`, 'UTC', style);
}

/** A stretch of time by its days: "26 Nov – 26 Dec 2026", with both years where they differ. */
export function formatPeriod(from: string | null | undefined, to: string | null | undefined, timeZone: string): string {
  const [first, last] = [formatDate(from, timeZone), formatDate(to, timeZone)];
  const isOneYear = from && to && first.slice(-4) === last.slice(-4);
  return `${isOneYear ? formatDate(from, timeZone, 'day') : first} – ${last}`;
}

/** How far a zone is ahead of UTC at an instant: "GMT+2", "GMT+10:30". */
export function formatOffset(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(LOCALE, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(new Date(instant));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "3 hours ago", "in 12 days", "just now". */
export function formatRelative(instant: string | null | undefined, now: number): string {
  if (!instant) return UI.notAvailable;
  const seconds = (new Date(instant).getTime() - now) / 1_000;
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  return unit ? relative.format(Math.trunc(seconds / unit[1]), unit[0]) : 'just now';
}

const DAY_MS = 86_400_000;

/**
 * The instant at which a calendar day begins in a zone: `2026-03-29` in Europe/Berlin is 2026-03-28T23:00:00.000Z. Midnight is looked for by
 * the offsets of the days around: where clocks go back over it, it comes twice and the first counts; where they jump over it there is none,
 * and the day begins with the jump.
 */
export function startOfDay(day: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  const near = [wanted - DAY_MS, wanted + DAY_MS].map((at) => wanted - offsetAt(at, timeZone));
  const midnights = near.filter((at) => at + offsetAt(at, timeZone) === wanted);
  return new Date(midnights.length > 0 ? Math.min(...midnights) : Math.max(...near)).toISOString();
}

/** The calendar day so many days later, or earlier; what is no day stays as it is. */
export function addDays(day: string, count: number): string {
  const at = Date.parse(`${day}T00:00:00Z`) + count * DAY_MS;
  return Number.isNaN(at) ? day : new Date(at).toISOString().slice(0, 10);
}

function offsetAt(milliseconds: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(milliseconds);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((found) => found.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(milliseconds / 1_000) * 1_000;
}

function formatter(timeZone: string, style: DateStyle): Intl.DateTimeFormat {
  const key = `${timeZone}|${style}`;
  const existing = made.get(key);
  if (existing) return existing;
  const created = new Intl.DateTimeFormat(LOCALE, { ...STYLES[style], timeZone });
  made.set(key, created);
  return created;
}
