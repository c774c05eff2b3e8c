/** The reader's day: from eight in the morning until nine in the evening. */
const DAY = { from: 8, until: 21 } as const;
/** Every zone in use is a multiple of this away from UTC. */
const STEP_MS = 15 * 60_000;

/**
 * When a mail that nobody waits for may leave: at once by day, at eight in the morning of the reader's zone by night.
 * @param timeZone an IANA name
 */
export function afterQuietHours(now: Date, timeZone: string): Date {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const isDay = (at: Date): boolean => Number(hour.format(at)) >= DAY.from && Number(hour.format(at)) < DAY.until;
  if (isDay(now)) return now;
  // quarter by quarter, because a night in which the clocks change is an hour shorter or longer
  let at = Math.ceil(now.getTime() / STEP_MS) * STEP_MS;
  while (!isDay(new Date(at))) at += STEP_MS;
  return new Date(at);
}
