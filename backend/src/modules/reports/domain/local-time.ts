/** A day of a calendar on a wall, `2026-11-27`, without a zone. */
export type LocalDay = string;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

/** What a clock in the zone shows, read as if it were UTC. */
function wallClock(at: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const offsetAt = (at: number, timeZone: string): number => wallClock(at, timeZone) - Math.floor(at / 1000) * 1000;

/** The day it is in a zone. */
export const localDayOf = (at: Date, timeZone: string): LocalDay => new Date(wallClock(at.getTime(), timeZone)).toISOString().slice(0, 10);

/**
 * When a clock in the zone shows the hour on the day. An hour that the clock shows twice is the first of the two; one it leaves out is the
 * moment at which it goes on.
 * @param timeZone an IANA name
 */
export function instantOf(day: LocalDay, hour: number, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
  // no zone changes its clock twice within two days, so one of these offsets is the one that holds
  const [before, after] = [wall - DAY_MS, wall + DAY_MS].map((at) => wall - offsetAt(at, timeZone));
  const candidates = [before ?? wall, after ?? wall];
  const valid = candidates.filter((at) => wallClock(at, timeZone) === wall);
  return new Date(valid.length > 0 ? Math.min(...valid) : (before ?? wall));
}
