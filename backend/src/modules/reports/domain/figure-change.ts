import { HEADLINE_METRICS, METRICS, metricText, type MetricKey } from '@orbisvoice/shared-dto/values';

/** A figure with what it was made of. */
interface Figure {
  readonly key: MetricKey;
  readonly value: number | null;
  readonly previous: number | null;
  readonly denominator: number | null;
}

/** Below this, a change is chance. */
const ENOUGH = 20;
/** How many figures a mail leads with. */
const LEADING = 3;

/** How a figure changed, in words: a rate by points, the rest by a share of what it was. */
export function changeText({ key, value, previous }: Pick<Figure, 'key' | 'value' | 'previous'>): string {
  if (value === null || previous === null) return 'nothing to compare with';
  if (value === previous) return 'unchanged';
  const sign = value > previous ? '+' : '−';
  const difference = Math.abs(value - previous);
  if (METRICS[key].unit === 'ratio') return `${sign}${(difference * 100).toFixed(1)} points`;
  return previous === 0 ? 'none before' : `${sign}${metricText(difference / Math.abs(previous), 'ratio')}`;
}

/** Whether a change is good news; null when it is neither. */
export function isBetter({ key, value, previous }: Pick<Figure, 'key' | 'value' | 'previous'>): boolean | null {
  const { better } = METRICS[key];
  if (better === 'neither' || value === null || previous === null || value === previous) return null;
  return value > previous === (better === 'up');
}

/** Share of what it was; null without one. */
const moveOf = ({ value, previous }: Figure): number | null =>
  value === null || previous === null || previous === 0 ? null : Math.abs(value - previous) / Math.abs(previous);

/** A count stands for itself, a rate on what it divides by, and a span on the conversations it was taken from. */
function baseOf(figure: Figure, conversations: number): number {
  if (METRICS[figure.key].unit === 'count') return Math.max(figure.value ?? 0, figure.previous ?? 0);
  return METRICS[figure.key].unit === 'ratio' ? (figure.denominator ?? 0) : conversations;
}

/**
 * The figures a mail leads with: those of the headline that moved most, as far as they rest on enough; after them, in the order of the
 * headline, the others there are.
 */
export function movedMost<F extends Figure>(figures: readonly F[], count = LEADING): F[] {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]));
  const headline = HEADLINE_METRICS.flatMap((key) => byKey.get(key) ?? []);
  const known = byKey.get('conversations');
  const conversations = Math.min(known?.value ?? 0, known?.previous ?? 0);
  const moved = headline
    .map((figure) => ({ figure, move: moveOf(figure) ?? 0 }))
    .filter(({ figure, move }) => move > 0 && baseOf(figure, conversations) >= ENOUGH)
    .sort((left, right) => right.move - left.move)
    .map(({ figure }) => figure);
  const others = headline.filter((figure) => !moved.includes(figure) && figure.value !== null);
  return [...moved, ...others, ...headline.filter((figure) => figure.value === null)].slice(0, count);
}
