import { addDays } from '@orbisvoice/shared-ui/format';

/** Ranges of days with a name. */
export const RANGE_PRESETS = ['7d', '30d', '90d', 'month', 'last-month', 'quarter', '12m'] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

export const RANGE_LABELS: Readonly<Record<RangePreset, string>> = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  month: 'This month',
  'last-month': 'Last month',
  quarter: 'This quarter',
  '12m': '12 months',
};

/** Local days, both included: what people read and choose. The API's ranges are half-open. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
/** The first day of the month that is `months` away from the one of `day`. */
const monthStart = (day: string, months = 0): string => dayOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));

/** The calendar day it is at a moment in a zone. */
export function todayIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

/** The days of a named range, today the last one of most. */
export function presetDays(preset: RangePreset, today: string): Days {
  switch (preset) {
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case '90d':
      return { from: addDays(today, -89), to: today };
    case 'month':
      return { from: monthStart(today), to: today };
    case 'last-month':
      return { from: monthStart(today, -1), to: addDays(monthStart(today), -1) };
    case 'quarter':
      return { from: monthStart(today, -((Number(today.slice(5, 7)) - 1) % 3)), to: today };
    case '12m':
      return { from: monthStart(today, -11), to: today };
  }
}
