import { niceCeiling, type WaterfallMonth } from './mrr-waterfall';

export type MovementKind = 'new' | 'expansion' | 'reactivation' | 'contraction' | 'churn';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MonthShape {
  readonly month: string;
  readonly slot: Rect;
  readonly end: Rect;
  readonly moves: readonly (Rect & { readonly kind: MovementKind })[];
  readonly hasLabel: boolean;
  readonly labelX: number;
  readonly isBroken: boolean;
}

export interface MrrChartLayout {
  readonly width: number;
  readonly height: number;
  readonly plotLeft: number;
  readonly balanceTicks: readonly { readonly y: number; readonly value: number }[];
  readonly moveTicks: readonly { readonly y: number; readonly value: number }[];
  readonly zeroY: number;
  readonly labelY: number;
  readonly months: readonly MonthShape[];
}

const LEFT = 56;
const TOP = 8;
const BALANCE_HEIGHT = 150;
const GAP = 22;
const MOVES_HEIGHT = 96;
const LABELS = 24;
const MIN_LABEL_WIDTH = 34;
/** Below this a non-zero movement would be invisible. */
const MIN_BAR = 1.5;

const UP: readonly MovementKind[] = ['new', 'expansion', 'reactivation'];
const DOWN: readonly MovementKind[] = ['contraction', 'churn'];

const sum = (row: WaterfallMonth, kinds: readonly MovementKind[]): number => kinds.reduce((total, kind) => total + row[kind], 0);

/** Piles the movements of one side away from the zero line. */
function pile(
  row: WaterfallMonth,
  kinds: readonly MovementKind[],
  at: { x: number; width: number; zero: number; scale: number; sign: 1 | -1 },
) {
  let offset = 0;
  return kinds
    .filter((kind) => row[kind] > 0)
    .map((kind) => {
      const height = Math.max(MIN_BAR, row[kind] * at.scale);
      const y = at.sign > 0 ? at.zero - offset - height : at.zero + offset;
      offset += height;
      return { kind, x: at.x, y, width: at.width, height };
    });
}

/** Two panels on one time axis: the MRR at each month's end above, the movements that led there below, losses under the zero line. */
export function mrrChartLayout(rows: readonly WaterfallMonth[], width: number): MrrChartLayout {
  const balanceMax = niceCeiling(Math.max(0, ...rows.map((row) => row.mrr)));
  const gain = Math.max(0, ...rows.map((row) => sum(row, UP)));
  const loss = Math.max(0, ...rows.map((row) => sum(row, DOWN)));
  const scale = MOVES_HEIGHT / (gain + loss || 1);
  const balanceBottom = TOP + BALANCE_HEIGHT;
  const zeroY = balanceBottom + GAP + (gain + loss === 0 ? MOVES_HEIGHT / 2 : gain * scale);
  const slotWidth = Math.max(0, width - LEFT) / Math.max(1, rows.length);
  const barWidth = Math.max(2, Math.min(44, slotWidth * 0.62));
  const everyLabel = Math.max(1, Math.ceil(MIN_LABEL_WIDTH / Math.max(1, slotWidth)));
  const months = rows.map((row, i): MonthShape => {
    const slotX = LEFT + i * slotWidth;
    const x = slotX + (slotWidth - barWidth) / 2;
    const height = (Math.max(0, row.mrr) / balanceMax) * BALANCE_HEIGHT;
    const at = { x, width: barWidth, zero: zeroY, scale };
    return {
      month: row.month,
      slot: { x: slotX, y: TOP, width: slotWidth, height: BALANCE_HEIGHT + GAP + MOVES_HEIGHT },
      end: { x, y: balanceBottom - height, width: barWidth, height },
      moves: [...pile(row, UP, { ...at, sign: 1 }), ...pile(row, DOWN, { ...at, sign: -1 })],
      hasLabel: (rows.length - 1 - i) % everyLabel === 0,
      labelX: slotX + slotWidth / 2,
      isBroken: (row.difference ?? 0) !== 0,
    };
  });
  const tick = (value: number) => ({ value, y: balanceBottom - (value / balanceMax) * BALANCE_HEIGHT });
  return {
    width,
    height: balanceBottom + GAP + MOVES_HEIGHT + LABELS,
    plotLeft: LEFT,
    balanceTicks: [0, balanceMax / 2, balanceMax].map(tick),
    moveTicks: [gain, -loss].filter((value) => value !== 0).map((value) => ({ value, y: zeroY - value * scale })),
    zeroY,
    labelY: balanceBottom + GAP + MOVES_HEIGHT + 16,
    months,
  };
}
