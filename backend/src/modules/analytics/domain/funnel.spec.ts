import { FUNNEL_STEPS } from '@orbisvoice/shared-dto/values';
import { activationsOf, funnelOf, impressionsOf, type VisitCount } from './funnel.js';

/** Visits whose furthest step is the same: by each reading its number, from 1. */
const reach = (sequential: number, strict: number, visits: number): VisitCount => ({
  point: 1,
  sequential: FUNNEL_STEPS.map((_, index) => (index < sequential ? visits : 0)),
  strict: FUNNEL_STEPS.map((_, index) => (index < strict ? visits : 0)),
});
const counts = (reached: readonly VisitCount[], mode: 'sequential' | 'strict') =>
  Object.fromEntries(funnelOf(reached, mode).map(({ step, visits, dropOff }) => [step, [visits, dropOff]]));

describe('funnelOf', () => {
  it('is metrics.md: 1 - reached(next) / reached(this), and nothing at the last step', () => {
    const reached = [reach(1, 1, 500), reach(2, 2, 300), reach(3, 3, 80), reach(4, 4, 60), reach(5, 5, 60)];
    expect(counts(reached, 'sequential')).toEqual({
      impression: [1_000, 0.5],
      open: [500, 0.6],
      granted: [200, 1 - 120 / 200],
      first_turn: [120, 0.5],
      goal: [60, null],
    });
  });

  it('has no drop-off where nobody came', () => {
    expect(counts([], 'sequential')).toEqual({
      impression: [0, null],
      open: [0, null],
      granted: [0, null],
      first_turn: [0, null],
      goal: [0, null],
    });
    expect(counts([reach(1, 1, 4)], 'strict')).toMatchObject({ impression: [4, 1], open: [0, null] });
  });

  it('lets a step be left out when it is read sequentially, and ends there when it is read strictly', () => {
    // three visits wrote at once, without a grant
    const reached = [reach(4, 2, 3), reach(5, 5, 1)];
    expect(counts(reached, 'sequential')).toMatchObject({ open: [4, 0], granted: [4, 0], first_turn: [4, 0.75], goal: [1, null] });
    expect(counts(reached, 'strict')).toMatchObject({ open: [4, 0.75], granted: [1, 0], first_turn: [1, 0], goal: [1, null] });
  });

  it('says what activation says', () => {
    const reached = [reach(1, 1, 6), reach(3, 3, 2), reach(4, 1, 1), reach(5, 5, 1)];
    expect([impressionsOf(reached), activationsOf(reached)]).toEqual([10, 2]);
    expect(counts(reached, 'sequential')).toMatchObject({ impression: [10, expect.anything()], first_turn: [2, 0.5] });
  });
});
