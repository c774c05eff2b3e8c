import type { ChartLink } from './chart-link';

/** The colours of series, by their tokens: apart for the three common colour-vision deficiencies; `quiet` is for what is not known or weighs least. */
export type SeriesColour = '1' | '2' | '3' | '4' | 'quiet';

/** A colour as a drawing takes it: a custom property, so that it follows the theme. */
export const seriesColour = (colour: SeriesColour): string => `var(--ov-series-${colour})`;

/** A series of a stack: one value per step, and what is behind each. */
export interface StackSeries {
  readonly name: string;
  readonly colour: SeriesColour;
  readonly values: readonly number[];
  readonly links?: readonly (ChartLink | null)[];
}
