import type { ChartLink } from './chart-link';
import { stepTo } from './plot-size';
import { niceTop } from './scale';

/** A line of a chart: null where there is no value. */
export interface ChartLine {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** What is behind each value, where the lines of a chart count different things. */
  readonly links?: readonly (ChartLink | null)[];
}

interface LineBox {
  readonly width: number;
  readonly height: number;
  /** What the value axis takes at the left, and the labels below. */
  readonly left: number;
  readonly bottom: number;
  readonly scale?: LineScale;
}

const TOP = 8;
const STEPS = [1, 2, 2.5, 5, 10] as const;
const PARTS = 4;

/** A round top for an axis in four steps, never below `max`; of any size, also below one. */
export function lineTop(max: number): number {
  if (!(max > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(max / PARTS));
  const step = STEPS.map((factor) => factor * power).find((candidate) => candidate * PARTS >= max) ?? 10 * power;
  return step * PARTS;
}

/** Steps of a scale of seconds, so that its marks are whole minutes and hours; days beyond. */
const TIME_STEPS = [1, 5, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600] as const;
const DAY_SECONDS = 86_400;

/** A round top for an axis of seconds in four steps, never below `max`. */
export function timeTop(max: number): number {
  const step = TIME_STEPS.find((candidate) => candidate * PARTS >= max);
  return (step ?? Math.ceil(max / PARTS / DAY_SECONDS) * DAY_SECONDS) * PARTS;
}

/** What a value axis shows: any number, whole ones only, or seconds. */
export type LineScale = 'number' | 'count' | 'seconds';

const TOPS = { number: lineTop, count: niceTop, seconds: timeTop } as const satisfies Record<LineScale, (max: number) => number>;

/** A part of the width that stands for some steps. */
interface Stretch {
  readonly x: number;
  readonly width: number;
}

interface LineLayout {
  readonly top: number;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  /** One path per line: a new piece behind every gap, so that nothing is drawn where nothing is known. */
  readonly paths: readonly string[];
  /** Where nothing was recorded. */
  readonly gaps: readonly Stretch[];
  /** The middle of each step. */
  readonly xs: readonly number[];
  readonly slot: number;
  /** How high a value stands. */
  readonly y: (value: number) => number;
}

/** Where everything goes. `isGap` says of each step whether nothing was recorded in it. */
export function lineLayout(lines: readonly ChartLine[], isGap: readonly boolean[], box: LineBox): LineLayout {
  const count = Math.max(1, isGap.length);
  const slot = Math.max(0, box.width - box.left) / count;
  const bottom = box.height - box.bottom;
  const max = lines.reduce((most, { values }) => values.reduce<number>((now, value) => Math.max(now, value ?? 0), most), 0);
  const top = TOPS[box.scale ?? 'number'](max);
  const xs = isGap.map((_, index) => box.left + (index + 0.5) * slot);
  const y = (value: number): number => bottom - (value / top) * (bottom - TOP);
  return {
    top,
    ticks: [0, 1, 2, 3, 4].map((part) => ({ value: (top / PARTS) * part, y: y((top / PARTS) * part) })),
    paths: lines.map(({ values }) => pathOf(values, (index, value) => `${round(xs[index] ?? 0)} ${round(y(value))}`)),
    gaps: stretchesOf(isGap, { left: box.left, slot }),
    xs,
    slot,
    y,
  };
}

/** Where a key leads among the values of several lines, which stand step by step; null when it means nothing here. */
export function stepAmongLines(
  key: string,
  at: number | null,
  { steps, lines }: { readonly steps: number; readonly lines: number },
): number | null {
  if (steps === 0 || lines === 0) return null;
  const [step, line] = at === null ? [null, 0] : [Math.floor(at / lines), at % lines];
  const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  if (by !== 0) return step === null ? 0 : step * lines + Math.min(lines - 1, Math.max(0, line + by));
  const next = stepTo(key, step, steps);
  return next === null ? null : next * lines + line;
}

/** The line that a height is nearest to, of those that have a value there; the first where none has. */
export function nearestLine(heights: readonly (number | null)[], y: number): number {
  const away = heights.map((height) => (height === null ? Infinity : Math.abs(height - y)));
  return Math.max(0, away.indexOf(Math.min(...away)));
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A piece of a single point is a line to itself, which round ends make a dot. */
function pathOf(values: readonly (number | null)[], at: (index: number, value: number) => string): string {
  return values
    .map((value, index) => {
      if (value === null) return '';
      const isFirst = (values[index - 1] ?? null) === null;
      const isAlone = isFirst && (values[index + 1] ?? null) === null;
      return `${isFirst ? 'M' : 'L'}${at(index, value)}${isAlone ? 'h0' : ''}`;
    })
    .join('');
}

/** Where the steps lie of which something holds, neighbours as one. */
export function stretchesOf(isOne: readonly boolean[], { left, slot }: { readonly left: number; readonly slot: number }): Stretch[] {
  return runsOf(isOne).map(([from, to]) => ({ x: left + from * slot, width: (to - from) * slot }));
}

function runsOf(isOne: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const [index, one] of isOne.entries()) {
    const last = runs.at(-1);
    if (!one) continue;
    if (last?.[1] === index) last[1] = index + 1;
    else runs.push([index, index + 1]);
  }
  return runs;
}
