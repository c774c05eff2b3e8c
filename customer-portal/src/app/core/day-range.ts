import { nextDay, startOfDay } from '@orbisvoice/shared-ui/format';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The instants that days from the address stand for in a zone, the last one included; what is not a day is left out. */
export function dayRange(from: string, to: string, timeZone: string): { from: string | undefined; to: string | undefined } {
  return {
    from: isDay(from) ? startOfDay(from, timeZone) : undefined,
    to: isDay(to) ? startOfDay(nextDay(to), timeZone) : undefined,
  };
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text));
}
