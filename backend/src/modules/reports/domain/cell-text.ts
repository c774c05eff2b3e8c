import { METRICS, metricText, NO_FIGURE, type MetricKey, type MetricUnit } from '@orbisvoice/shared-dto/values';

/** What a column holds: a figure of a kind, or words. `flag` is written as yes or nothing. */
interface CellKind {
  readonly unit: MetricUnit | 'text' | 'flag';
  readonly currency?: string;
}

/** A cell as people read it, the same in every output. */
export function cellText(value: string | number | boolean | null, { unit, currency }: CellKind): string {
  if (unit === 'flag') return value === true ? 'yes' : '';
  if (unit === 'text') return value === null ? NO_FIGURE : String(value);
  return metricText(typeof value === 'number' ? value : null, unit, currency);
}

/** A figure as people read it. */
export const figureText = (key: MetricKey, value: number | null): string => metricText(value, METRICS[key].unit);
