import type { FunnelMode } from '@orbisvoice/shared-dto/values';
import type { PastTalk, PastVisit } from './engagement-rows.js';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const VISIT_MS = 30 * 60_000;

/** What is asked, with nothing left out. */
export interface Question {
  readonly timeZone: string;
  readonly first: string;
  readonly from: string;
  readonly to: string;
  readonly interval: 'hour' | 'day';
  readonly agentId: string | null;
  readonly mode: FunnelMode;
}

interface Clock {
  readonly day: string;
  /** When the hour of the clock began. */
  readonly hour: number;
}

/** A wall clock, by the calendar of the language and not of the database. */
function clockOf(timeZone: string): (ms: number) => Clock {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  return (ms) => {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const intoHour = Number(part['minute']) * 60_000 + Number(part['second']) * 1_000 + (ms % 1_000);
    return { day: `${part['year']}-${part['month']}-${part['day']}`, hour: ms - intoHour };
  };
}

/** The furthest step of a visit, by trying every path: the model of the SQL's rule. */
export function furthest(visit: PastVisit, talk: PastTalk | undefined, mode: FunnelMode): number {
  const steps = [
    visit.impressionAt,
    visit.openedAt,
    visit.grantedAt,
    talk === undefined || talk.countedAt === null ? null : talk.startedAt,
  ];
  const from = (index: number): number => {
    const at = steps[index];
    if (at === undefined || at === null) throw new Error('a path goes over steps that were taken');
    let best = index + 1;
    for (let next = index + 1; next < steps.length; next++) {
      const then = steps[next];
      const isNeighbour = mode === 'sequential' || next === index + 1;
      if (then !== undefined && then !== null && isNeighbour && then >= at && then - at <= VISIT_MS) best = Math.max(best, from(next));
    }
    return best;
  };
  const reached = from(0);
  return reached === steps.length && talk?.outcome === 'success' ? reached + 1 : reached;
}

/** The report, counted one by one. */
export function modelOf(visits: readonly PastVisit[], talks: readonly PastTalk[], question: Question) {
  const { first, from, to, agentId, mode, interval } = question;
  const clock = clockOf(question.timeZone);
  const dayOf = (ms: number): string => clock(ms).day;
  const isWanted = (row: { readonly agentId: string }): boolean => agentId === null || row.agentId === agentId;
  const counted = talks.filter(({ countedAt }) => countedAt !== null);
  const talkOf = new Map(counted.map((talk) => [talk.sessionId, talk]));
  const shown = visits.filter((visit) => visit.impressionAt !== null && isWanted(visit));
  const spanOf = (begin: string, end: string) => {
    const isIn = ({ startedAt }: { readonly startedAt: number }): boolean => dayOf(startedAt) >= begin && dayOf(startedAt) < end;
    return { talks: counted.filter(isWanted).filter(isIn), visits: shown.filter(isIn) };
  };
  const firstSeen = (visitorId: string): number =>
    Math.min(...counted.filter((talk) => talk.visitorId === visitorId).map((talk) => talk.startedAt));
  const visitorsOf = (rows: readonly PastTalk[]): string[] => [...new Set(rows.flatMap(({ visitorId }) => visitorId ?? []))];
  const isActive = (visit: PastVisit): boolean => furthest(visit, talkOf.get(visit.id), 'sequential') >= 4;
  const figuresOf = (begin: string, end: string) => {
    const span = spanOf(begin, end);
    const visitors = visitorsOf(span.talks);
    return {
      visitors: visitors.length,
      returning: visitors.filter((visitorId) => dayOf(firstSeen(visitorId)) < begin).length,
      impressions: span.visits.length,
      activations: span.visits.filter(isActive).length,
    };
  };
  const now = spanOf(from, to);
  const keyOf = (ms: number): string => (interval === 'hour' ? new Date(clock(ms).hour).toISOString() : dayOf(ms));
  const series = pointsOf(clock, question).map((start) => {
    const here = <T extends { readonly startedAt: number }>(rows: readonly T[]): T[] =>
      rows.filter(({ startedAt }) => keyOf(startedAt) === start);
    const visitors = visitorsOf(here(now.talks));
    const newVisitors = visitors.filter((visitorId) => keyOf(firstSeen(visitorId)) === start).length;
    const impressions = here(now.visits);
    return {
      start,
      isOpen: false,
      newVisitors,
      returningVisitors: visitors.length - newVisitors,
      impressions: impressions.length,
      activations: impressions.filter(isActive).length,
    };
  });
  const countBy = (of: (talk: PastTalk) => string | null): Map<string | null, number> => {
    const counts = new Map<string | null, number>();
    for (const talk of now.talks) counts.set(of(talk), (counts.get(of(talk)) ?? 0) + 1);
    return counts;
  };
  return {
    now: figuresOf(from, to),
    before: figuresOf(first, from),
    withoutVisitorId: now.talks.filter(({ visitorId }) => visitorId === null).length,
    series,
    countries: countBy(({ country }) => country),
    devices: countBy(({ device }) => device),
    browsers: countBy(({ browser }) => browser),
    steps: [1, 2, 3, 4, 5].map((step) => now.visits.filter((visit) => furthest(visit, talkOf.get(visit.id), mode) >= step).length),
  };
}

/** Every day, or hour of the clock, of the span; found by walking over it. */
function pointsOf(clock: (ms: number) => Clock, { from, to, interval }: Question): string[] {
  const points = new Set<string>();
  for (let ms = Date.parse(from) - 30 * HOUR_MS; ms < Date.parse(to) + 30 * HOUR_MS; ms += QUARTER_MS) {
    const { day, hour } = clock(ms);
    if (day >= from && day < to) points.add(interval === 'hour' ? new Date(hour).toISOString() : day);
  }
  return [...points];
}
