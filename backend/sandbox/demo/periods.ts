import { PAID_GRACE_PERCENT, type PlanCode } from '@orbisvoice/shared-dto/values';
import { type PaidPeriod } from './billing-past.js';
import { type Act } from './stories.js';

/** What was sold beyond a limit, and when it was reported to Stripe. */
export interface Overage {
  readonly quantity: number;
  readonly reportedAt: Date;
}

/** A usage period with the limits that held in it. */
export interface UsageSpan {
  readonly start: Date;
  readonly end: Date;
  readonly plan: PlanCode;
  readonly limit: number;
  /** Where admission stopped: the limit, plus the grace of paid plans. */
  readonly ceiling: number;
  /** Where a free month ends unless a plan is bought before; null for paid ones. */
  readonly freeUntil: Date | null;
  /** Conversations beyond the limit that were sold in it; null where none are sold. */
  readonly overage: Overage | null;
}

/** Puts what was sold beyond the limit to the periods it was reported in; where it is sold, a sum of money is the ceiling. */
export function withOverage(spans: readonly UsageSpan[], acts: readonly Act[], unitsPerCent: number): UsageSpan[] {
  const decision = acts.find((act) => act.kind === 'sellOverage');
  if (!decision) return [...spans];
  return spans.map((span) => {
    const report = acts.find((act) => act.kind === 'report' && act.at >= span.start && act.at < span.end);
    if (report?.kind !== 'report') return span;
    const overage = { quantity: report.quantity, reportedAt: report.at };
    return { ...span, ceiling: span.limit + Math.floor(decision.cap * unitsPerCent), overage };
  });
}

type Limits = Readonly<Record<PlanCode, number>>;

/** The usage periods from sign-up to the one that contains `now`: calendar months of the tenant's zone while free, billing periods while paid. */
export function usageSpans(
  story: { signedUpAt: Date; timeZone: string },
  paid: readonly PaidPeriod[],
  frame: { now: Date; limits: Limits },
): UsageSpan[] {
  const spans: UsageSpan[] = [];
  let at = monthStart(story.signedUpAt, story.timeZone);
  const queue = paid.flatMap(monthsOf).sort((a, b) => a.start.getTime() - b.start.getTime());
  while (at <= frame.now) {
    const [next] = queue;
    if (next && next.start.getTime() <= at.getTime()) {
      queue.shift();
      spans.push(spanOf(next.start, next.end, next.plan, frame.limits));
      at = next.end;
      continue;
    }
    const freeUntil = nextMonthStart(at, story.timeZone);
    const end = earlier(freeUntil, next?.start);
    spans.push({ ...spanOf(at, end, 'free', frame.limits), freeUntil });
    at = end;
  }
  return spans;
}

const earlier = (a: Date, b: Date | undefined): Date => (b && b < a ? b : a);

function spanOf(start: Date, end: Date, plan: PlanCode, limits: Limits): UsageSpan {
  const limit = limits[plan];
  const grace = plan === 'free' ? 0 : Math.floor((limit * PAID_GRACE_PERCENT) / 100);
  return { start, end, plan, limit, ceiling: limit + grace, freeUntil: null, overage: null };
}

/** Plans by the year count by the month, from the start of the year; the last month takes what is left (the function `usage_share`). */
function monthsOf({ start, end, plan }: PaidPeriod): PaidPeriod[] {
  const months: PaidPeriod[] = [];
  for (let count = 1, from = start; from < end; count++) {
    const to = monthsAfter(start, count + 1) > end ? end : monthsAfter(start, count);
    months.push({ start: from, end: to, plan });
    from = to;
  }
  return months;
}

/** The same day some months later; a day that month does not have becomes its last. */
function monthsAfter(start: Date, months: number): Date {
  const moved = new Date(start);
  moved.setUTCMonth(start.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return moved;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Wall-clock parts of an instant in a zone. */
export function localParts(at: Date, timeZone: string): { year: number; month: number; day: number; hour: number; weekday: number } {
  let format = formats.get(timeZone);
  if (!format) {
    const options = { timeZone, year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-US', options);
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0 } = parts;
  return { year, month, day, hour, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/** Midnight of the first of the month in the zone, as an instant. */
export function monthStart(at: Date, timeZone: string): Date {
  const { year, month } = localParts(at, timeZone);
  return instantOf(year, month, timeZone);
}

function nextMonthStart(at: Date, timeZone: string): Date {
  const { year, month } = localParts(at, timeZone);
  return month === 12 ? instantOf(year + 1, 1, timeZone) : instantOf(year, month + 1, timeZone);
}

/** The instant at which the zone's clock shows 00:00 on the first: UTC midnight, moved by the offset that holds there. */
function instantOf(year: number, month: number, timeZone: string): Date {
  const utc = Date.UTC(year, month - 1, 1);
  let guess = utc;
  for (let round = 0; round < 2; round++) guess = utc - offsetAt(new Date(guess), timeZone);
  return new Date(guess);
}

function offsetAt(at: Date, timeZone: string): number {
  const whole = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = whole.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
