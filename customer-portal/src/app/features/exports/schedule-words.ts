import type { ReportSchedule } from '@orbisvoice/shared-dto';
import { D, FREQUENCY_WORDS } from './schedules.strings';

/** "Every Monday at 07:00 (Europe/Berlin), about the week before, Monday to Sunday." */
export function scheduleInWords({ frequency, hour, timeZone }: Pick<ReportSchedule, 'frequency' | 'hour' | 'timeZone'>): string {
  const { when, about } = FREQUENCY_WORDS[frequency];
  return D.will(when, D.hourText(hour), timeZone, about);
}

/** Zones to choose from: those that are near first. The browser's list leaves out UTC, and zones that others know may be missing. */
export function zoneChoices(near: readonly string[]): { near: string[]; all: string[] } {
  const first = [...new Set([...near, 'UTC'])];
  return { near: first, all: Intl.supportedValuesOf('timeZone').filter((zone) => !first.includes(zone)) };
}

/** Addresses in a text, however they are parted; lower case, each once. */
export function addressesIn(text: string): string[] {
  const parts = text.split(/[\s,;<>]+/).map((part) => part.trim().toLowerCase());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** The shape of an address; whether it may be on the list is the server's word. */
export const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
