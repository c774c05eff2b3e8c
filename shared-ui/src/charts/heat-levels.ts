/** How many depths of colour there are above “nothing”. */
export const HEAT_LEVELS = 5;

/** The depth of a value: 0 for nothing, then equal steps up to the largest. */
export function heatLevel(value: number, max: number): number {
  return value <= 0 || max <= 0 ? 0 : Math.min(HEAT_LEVELS, Math.max(1, Math.ceil((value / max) * HEAT_LEVELS)));
}

/** The values a depth stands for, both included; null where no whole number falls into it. */
export function heatSpan(level: number, max: number): { from: number; to: number } | null {
  if (level === 0) return { from: 0, to: 0 };
  const from = Math.floor(((level - 1) * max) / HEAT_LEVELS) + 1;
  const to = Math.floor((level * max) / HEAT_LEVELS);
  return from > to ? null : { from, to };
}

/** Where a key leads in a grid; null when it means nothing here. The first key comes upon the first cell. */
export function stepInGrid(key: string, at: number | null, rows: number, columns: number): number | null {
  const [row, column] = at === null ? [0, 0] : [Math.floor(at / columns), at % columns];
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowRight: [row, Math.min(columns - 1, column + 1)],
    ArrowLeft: [row, Math.max(0, column - 1)],
    ArrowDown: [Math.min(rows - 1, row + 1), column],
    ArrowUp: [Math.max(0, row - 1), column],
    Home: [row, 0],
    End: [row, columns - 1],
  };
  const next = steps[key];
  if (!next || rows === 0 || columns === 0) return null;
  return at === null ? 0 : next[0] * columns + next[1];
}
