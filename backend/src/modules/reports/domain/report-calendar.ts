import type { ReportFrequency } from '@orbisvoice/shared-dto/values';
import { instantOf, localDayOf, type LocalDay } from './local-time.js';

/** When a schedule writes. */
export interface ReportTiming {
  readonly frequency: ReportFrequency;
  /** An IANA name. */
  readonly timeZone: string;
  readonly hour: number;
}

/** Local days, half-open. */
export interface ReportPeriod {
  readonly from: LocalDay;
  readonly to: LocalDay;
}

const DAY_MS = 86_400_000;
const MONTHS: Readonly<Record<ReportFrequency, number>> = { daily: 0, weekly: 0, monthly: 1, quarterly: 3 };

const dayOf = (at: number): LocalDay => new Date(at).toISOString().slice(0, 10);
const plusDays = (day: LocalDay, days: number): LocalDay => dayOf(Date.parse(day) + days * DAY_MS);

function plusMonths(firstOfMonth: LocalDay, months: number): LocalDay {
  const at = new Date(firstOfMonth);
  return dayOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
}

/** The day on which the day, week (from Monday), month or quarter began that a day belongs to. */
function beginOf(day: LocalDay, frequency: ReportFrequency): LocalDay {
  if (frequency === 'daily') return day;
  if (frequency === 'weekly') return plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));
  const first = `${day.slice(0, 7)}-01`;
  return frequency === 'monthly' ? first : plusMonths(first, -(new Date(day).getUTCMonth() % 3));
}

/** The beginning so many periods later; earlier with a negative count. */
function shifted(begin: LocalDay, frequency: ReportFrequency, count: number): LocalDay {
  const months = MONTHS[frequency];
  return months > 0 ? plusMonths(begin, months * count) : plusDays(begin, (frequency === 'weekly' ? 7 : 1) * count);
}

/** The first run after a moment: every day, on Mondays, on the 1st of the month or of the quarter, at the hour. */
export function nextRunAfter(after: Date, { frequency, timeZone, hour }: ReportTiming): Date {
  let begin = beginOf(localDayOf(after, timeZone), frequency);
  for (;;) {
    const run = instantOf(begin, hour, timeZone);
    if (run > after) return run;
    begin = shifted(begin, frequency, 1);
  }
}

/** What a run at that moment is about: the latest period that has ended and whose hour has come. Whatever was missed before it stays missed. */
export function periodDueAt(now: Date, { frequency, timeZone, hour }: ReportTiming): ReportPeriod {
  const today = beginOf(localDayOf(now, timeZone), frequency);
  const to = instantOf(today, hour, timeZone) <= now ? today : shifted(today, frequency, -1);
  return { from: shifted(to, frequency, -1), to };
}

/** The latest period that has ended, whatever the hour. */
export function lastPeriod(now: Date, { frequency, timeZone }: Omit<ReportTiming, 'hour'>): ReportPeriod {
  const to = beginOf(localDayOf(now, timeZone), frequency);
  return { from: shifted(to, frequency, -1), to };
}
