import fc from 'fast-check';
import { figureStep, type FigureState } from './hysteresis.js';

const LIMITS = { threshold: 10, windowSeconds: 300, clearSeconds: 600 };
const START = Date.UTC(2026, 10, 20);
const minute = (index: number): Date => new Date(START + index * 60_000);

/** What a series of one reading a minute does to an alert: the minutes it opens and clears. */
function lived(values: readonly number[]): string[] {
  let state: FigureState = { aboveSince: null, belowSince: null };
  let isOpen = false;
  return values.flatMap((value, index) => {
    const step = figureStep({ ...state, isOpen }, { value, at: minute(index) }, LIMITS);
    state = step.state;
    if (step.verdict !== 'open' && step.verdict !== 'clear') return [];
    isOpen = step.verdict === 'open';
    return [`${step.verdict} ${index}`];
  });
}

/** By hand: six readings in a row at or above open, eleven in a row below clear (first and last are the window apart). */
function byHand(values: readonly number[]): string[] {
  const told: string[] = [];
  let isOpen = false;
  values.forEach((_value, index) => {
    const run = (length: number, is: (value: number) => boolean): boolean =>
      index + 1 >= length && values.slice(index + 1 - length, index + 1).every(is);
    if (!isOpen && run(6, (value) => value >= 10)) told.push(`open ${index}`);
    else if (isOpen && run(11, (value) => value < 10)) told.push(`clear ${index}`);
    else return;
    isOpen = !isOpen;
  });
  return told;
}

it('opens and clears exactly when somebody who counts minutes says so', () => {
  const stretch = fc
    .tuple(fc.constantFrom(0, 9, 10, 50), fc.integer({ min: 1, max: 14 }))
    .map(([value, length]) => Array<number>(length).fill(value));
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 14 }), (stretches) => {
      const values = stretches.flat();
      expect(lived(values)).toEqual(byHand(values));
    }),
    { numRuns: 500 },
  );
});

it('is one alert while a figure swings', () => {
  const swinging = [...Array<number>(6).fill(12), ...Array.from({ length: 40 }, (_, index) => (index % 8 < 3 ? 12 : 3))];
  expect(lived(swinging)).toEqual(['open 5']);
});
