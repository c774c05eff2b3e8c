const MINUTE_MS = 60_000;
const MINUTES = 60;

/** The moments of an hour, half-open. */
export interface HourSpan {
  readonly from: string;
  readonly to: string;
}

/**
 * The moments that the hours of a series are made of. A moment belongs to the hour that begins as many minutes before it as its clock shows. That is
 * a whole hour, except where clocks change by a part of one: Lord Howe Island goes back from two to half past one, and the half hour after that
 * belongs to an hour that would have begun before the change.
 */
export function hourSpans(series: readonly { readonly start: string }[], timeZone: string): HourSpan[] {
  const clock = new Intl.DateTimeFormat('en-CA', { timeZone, minute: 'numeric' });
  return series.map(({ start }) => {
    const begins = Date.parse(start);
    const isIn = (minute: number): boolean => {
      const at = begins + minute * MINUTE_MS;
      return at - Number(clock.format(at)) * MINUTE_MS === begins;
    };
    const minutes = isIn(0) && isIn(MINUTES - 1) ? [0, MINUTES - 1] : Array.from({ length: MINUTES }, (_, minute) => minute).filter(isIn);
    const [first = 0, last = MINUTES - 1] = [minutes[0], minutes.at(-1)];
    return { from: instant(begins, first), to: instant(begins, last + 1) };
  });
}

const instant = (begins: number, minute: number): string => new Date(begins + minute * MINUTE_MS).toISOString();
