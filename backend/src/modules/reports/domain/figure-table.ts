import { METRICS, type MetricKey } from '@orbisvoice/shared-dto/values';
import { cellText, figureText } from './cell-text.js';
import { changeText } from './figure-change.js';

interface Figure {
  readonly key: MetricKey;
  readonly value: number | null;
  readonly previous: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** What the table of figures says of each, in the PDF as in the CSV. */
export const FIGURE_FIELDS = ['Figure', 'Value', 'Previous', 'Change', 'Numerator', 'Denominator'] as const;

const part = (value: number | null): string => (value === null ? '' : cellText(value, { unit: 'count' }));

/** The texts of a figure, in the order of `FIGURE_FIELDS`. */
export const figureLine = (figure: Figure): string[] => [
  METRICS[figure.key].label,
  figureText(figure.key, figure.value),
  figureText(figure.key, figure.previous),
  changeText(figure),
  part(figure.numerator),
  part(figure.denominator),
];
