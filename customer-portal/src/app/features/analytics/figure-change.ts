import type { Figure } from '@orbisvoice/shared-dto';
import { METRICS, metricText, type MetricKey } from '@orbisvoice/shared-dto/values';

/** How a figure moved against the previous span: which way, whether that is good, and by how much. */
interface FigureChange {
  readonly direction: 'up' | 'down' | 'same';
  readonly verdict: 'better' | 'worse' | null;
  readonly text: string;
}

/** Changes are told by a tenth of a percent or of a point: a figure that moved by less has not moved by nothing. */
const SMALLEST = 0.0005;
const POINTS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A change in one short word with its sign; null where there is none. */
export function changeText(key: MetricKey, figure: Pick<Figure, 'value' | 'previous'>): string | null {
  const change = figureChange(key, figure);
  return change === null || change.direction === 'same' ? null : `${change.direction === 'up' ? '+' : '−'}${change.text}`;
}

/**
 * The change of a figure; null where there is nothing to hold it against, and none where both are shown as the same. Rates differ by points: a
 * percentage of a percentage misleads.
 */
export function figureChange(key: MetricKey, { value, previous }: Pick<Figure, 'value' | 'previous'>): FigureChange | null {
  if (value === null || previous === null) return null;
  const { unit, better } = METRICS[key];
  if (metricText(value, unit) === metricText(previous, unit)) return { direction: 'same', verdict: null, text: '' };
  const difference = value - previous;
  const direction = difference > 0 ? 'up' : 'down';
  const verdict = better === 'neither' ? null : direction === better ? 'better' : 'worse';
  return { direction, verdict, text: sizeOf(unit === 'ratio', difference, previous) };
}

function sizeOf(isRate: boolean, difference: number, previous: number): string {
  if (!isRate && previous === 0) return 'from 0';
  const size = Math.abs(isRate ? difference : difference / previous);
  const shown = Math.max(size, SMALLEST);
  return `${size < SMALLEST ? '<' : ''}${isRate ? `${POINTS.format(shown * 100)} pts` : metricText(shown, 'ratio')}`;
}
