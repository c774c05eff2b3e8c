import type { Figure } from '@orbisvoice/shared-dto';
import { ratio } from '../domain/conversation-tally.js';
import type { Histogram } from '../domain/histogram.js';

/** What a figure is made of, now and in the span it is held against; null without one. */
export interface Held<T> {
  readonly now: T;
  readonly before: T | null;
}

/** Nobody knows it any more. */
export const UNKNOWN: Figure = { value: null, previous: null, numerator: null, denominator: null };

/** A figure that is no rate: a count. */
export const valueFigure = <T>({ now, before }: Held<T>, of: (part: T) => number | null): Figure => ({
  value: of(now),
  previous: before === null ? null : of(before),
  numerator: null,
  denominator: null,
});

export const countFigure = <T>(held: Held<T>, of: (part: T) => number): Figure => valueFigure(held, of);

/** A percentile, with the number of values it is of as its denominator. */
export const quantileFigure = <T>(held: Held<T>, of: (part: T) => Histogram, part: number): Figure => ({
  ...valueFigure(held, (one) => of(one).quantile(part)),
  denominator: of(held.now).total,
});

/** A figure that is one thing divided by another; null where there is nothing to divide by. */
export function rateFigure<T>({ now, before }: Held<T>, of: (part: T) => readonly [numerator: number, denominator: number]): Figure {
  const [numerator, denominator] = of(now);
  return { value: ratio(numerator, denominator), previous: before === null ? null : ratio(...of(before)), numerator, denominator };
}
