import type { AdminOverview } from '@orbisvoice/shared-dto';

export type MrrMonth = AdminOverview['mrrByMonth'][number];

/** One month of the waterfall. `difference` is what the identity is off by; null where there is no month before to check against. */
export interface WaterfallMonth extends MrrMonth {
  readonly start: number;
  readonly net: number;
  readonly difference: number | null;
}

const netOf = (m: MrrMonth): number => m.new + m.expansion + m.reactivation - m.contraction - m.churn;

/**
 * Links each month to the one before: its start is the previous end, and
 * start + new + expansion + reactivation − contraction − churn must be its end, to the cent.
 */
export function waterfall(months: readonly MrrMonth[]): readonly WaterfallMonth[] {
  return months.map((month, i) => {
    const net = netOf(month);
    const previous = months[i - 1];
    const start = previous ? previous.mrr : month.mrr - net;
    return { ...month, start, net, difference: previous ? month.mrr - start - net : null };
  });
}

/** The months that do not reconcile. */
export const broken = (rows: readonly WaterfallMonth[]): readonly WaterfallMonth[] => rows.filter((row) => (row.difference ?? 0) !== 0);

/** A round upper bound of an axis, so that its ticks are figures people say aloud. */
export function niceCeiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((s) => s * power >= value) ?? 10;
  return step * power;
}
