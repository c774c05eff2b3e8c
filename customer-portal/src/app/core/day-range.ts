import { addDays, startOfDay } from '@orbisvoice/shared-ui/format';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A range as the API takes it: half-open. */
interface Bounds {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The instants that days from the address stand for in a zone, the last one included; instants are themselves, anything else is left out. */
export function dayRange(from: string, to: string, timeZone: string): Bounds {
  const { from: first, to: after } = daysOrInstants(from, to);
  const instant = (bound: string | undefined): string | undefined =>
    bound !== undefined && isDay(bound) ? startOfDay(bound, timeZone) : bound;
  return { from: instant(first), to: instant(after) };
}

/** The same for lists that know the zone themselves: days stay days. */
export function daysOrInstants(from: string, to: string): Bounds {
  return {
    from: isDay(from) || isInstant(from) ? from : undefined,
    to: isDay(to) ? addDays(to, 1) : isInstant(to) ? to : undefined,
  };
}

/** Whether a text is a calendar day. */
export function isDay(text: string): boolean {
  // not by parsing alone: some readings of a date roll 30 February over
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** Whether a text names a time zone that this browser knows. */
export function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '' && text !== '';
  } catch {
    return false;
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** Whether a text is an instant as the API writes it. */
export const isInstant = (text: string): boolean => INSTANT.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
