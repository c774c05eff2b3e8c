/** A round top for an axis of whole numbers (1, 2, 2.5 or 5 times a power of ten, in four steps) that is never below `max`. */
export function niceTop(max: number): number {
  if (!(max > 0)) return 4;
  const rough = max / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 2.5, 5, 10].map((factor) => factor * power);
  const step = steps.find((candidate) => candidate >= rough && Number.isInteger(candidate)) ?? 10 * power;
  return Math.max(4, step * 4);
}

/** The marks of an axis from 0 to `top`. */
export function ticks(top: number): number[] {
  return [0, 1, 2, 3, 4].map((index) => (top / 4) * index);
}

/** The marks of an axis that also goes below zero, as far as something is there: in steps that are round for its longer side. */
export function ticksBetween(low: number, high: number): number[] {
  const step = niceTop(Math.max(high, -low)) / 4;
  const [first, last] = [Math.ceil(low / step), Math.max(1, Math.ceil(high / step))];
  // 0, and not -0, which is written with its sign
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step || 0);
}

/** Every how many labels can be shown so that they do not touch. */
export function labelStride(count: number, width: number, labelWidth = 56): number {
  return Math.max(1, Math.ceil((count * labelWidth) / Math.max(1, width)));
}
