import { FUNNEL_STEPS, type FunnelMode, type FunnelStep } from '@orbisvoice/shared-dto/values';

/** Visits that began in one point. By each reading, how many came to a step or a later one: the first is the impression, which all have. */
export interface VisitCount {
  /** Number of the point they began in, from 1; 0 is the span before. */
  readonly point: number;
  readonly sequential: readonly number[];
  readonly strict: readonly number[];
}

export interface StepCount {
  readonly step: FunnelStep;
  readonly visits: number;
  readonly dropOff: number | null;
}

const IMPRESSION = FUNNEL_STEPS.indexOf('impression');
const TALK = FUNNEL_STEPS.indexOf('first_turn');

/** How many visits came to each step, and which part of them went no further. Whoever came to a later step has passed the ones before. */
export function funnelOf(counted: readonly VisitCount[], mode: FunnelMode): StepCount[] {
  const counts = FUNNEL_STEPS.map((_, index) => visitsTo(counted, mode, index));
  return FUNNEL_STEPS.map((step, index) => {
    const [visits = 0, next] = [counts[index], counts[index + 1]];
    return { step, visits, dropOff: next === undefined || visits === 0 ? null : 1 - next / visits };
  });
}

/** Visits with an impression. */
export const impressionsOf = (counted: readonly VisitCount[]): number => visitsTo(counted, 'sequential', IMPRESSION);

/** Visits with a conversation that counts: the funnel's step, so that page and funnel say the same. */
export const activationsOf = (counted: readonly VisitCount[]): number => visitsTo(counted, 'sequential', TALK);

const visitsTo = (counted: readonly VisitCount[], mode: FunnelMode, index: number): number =>
  counted.reduce((sum, count) => sum + (count[mode][index] ?? 0), 0);
