import { PAID_GRACE_PERCENT, type PlanCode } from '@orbisvoice/shared-dto/values';
import { type PaidPeriod } from './billing-history.js';

/** A usage period with the limits that held in it. */
export interface UsageSpan {
  readonly start: Date;
  readonly end: Date;
  readonly plan: PlanCode;
  readonly limit: number;
  /** Where admission stopped: the limit, plus the grace of paid plans. */
  readonly ceiling: number;
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
  const queue = [...paid].sort((a, b) => a.start.getTime() - b.start.getTime());
  while (at <= frame.now) {
    const [next] = queue;
    if (next && next.start.getTime() <= at.getTime()) {
      queue.shift();
      spans.push(spanOf(next.start, next.end, next.plan, frame.limits));
      at = next.end;
      continue;
    }
    const end = earlier(nextMonthStart(at, story.timeZone), next?.start);
    spans.push(spanOf(at, end, 'free', frame.limits));
    at = end;
  }
  return spans;
}

const earlier = (a: Date, b: Date | undefined): Date => (b && b < a ? b : a);

function spanOf(start: Date, end: Date, plan: PlanCode, limits: Limits): UsageSpan {
  const limit = limits[plan];
  const grace = plan === 'free' ? 0 : Math.floor((limit * PAID_GRACE_PERCENT) / 100);
  return { start, end, plan, limit, ceiling: limit + grace };
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
