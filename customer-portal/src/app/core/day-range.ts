import { addDays, startOfDay } from '@orbisvoice/shared-ui/format';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The instants that days from the address stand for in a zone, the last one included; what is not a day is left out. */
export function dayRange(from: string, to: string, timeZone: string): { from: string | undefined; to: string | undefined } {
  return {
    from: isDay(from) ? startOfDay(from, timeZone) : undefined,
    to: isDay(to) ? startOfDay(addDays(to, 1), timeZone) : undefined,
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
