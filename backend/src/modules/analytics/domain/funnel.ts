import { FUNNEL_STEPS, type FunnelMode, type FunnelStep } from '@orbisvoice/shared-dto/values';

/** Visits that came equally far. `sequential` and `strict` are the number of the furthest step by each reading; 1 is the impression. */
export interface ReachCount {
  /** Number of the point they began in, from 1; 0 is the span before. */
  readonly point: number;
  readonly sequential: number;
  readonly strict: number;
  readonly visits: number;
}

export interface StepCount {
  readonly step: FunnelStep;
  readonly visits: number;
  readonly dropOff: number | null;
}

const TALK = FUNNEL_STEPS.indexOf('first_turn') + 1;

/** How many visits came to each step, and which part of them went no further. Whoever came to a later step has passed the ones before. */
export function funnelOf(reached: readonly ReachCount[], mode: FunnelMode): StepCount[] {
  const counts = FUNNEL_STEPS.map((_, index) => visitsTo(reached, (reach) => reach[mode] > index));
  return FUNNEL_STEPS.map((step, index) => {
    const [visits = 0, next] = [counts[index], counts[index + 1]];
    return { step, visits, dropOff: next === undefined || visits === 0 ? null : 1 - next / visits };
  });
}

/** Visits with an impression. */
export const impressionsOf = (reached: readonly ReachCount[]): number => visitsTo(reached, () => true);

/** Visits with a conversation that counts: the funnel's step, so that page and funnel say the same. */
export const activationsOf = (reached: readonly ReachCount[]): number => visitsTo(reached, ({ sequential }) => sequential >= TALK);

const visitsTo = (reached: readonly ReachCount[], isCounted: (reach: ReachCount) => boolean): number =>
  reached.filter(isCounted).reduce((sum, { visits }) => sum + visits, 0);
