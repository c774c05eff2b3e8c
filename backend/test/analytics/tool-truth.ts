import type { ToolTotals } from '../../src/modules/analytics/persistence/tool-usage.reader.js';
import type { Call } from './tool-calls.js';

/** An attempt, with its call's agent, channel and tool. */
export type Executed = Omit<Call, 'earlier'> & { readonly attempt: number; readonly isLast: boolean };
/** Every attempt of a call, the last one last. */
export const attemptsOf = ({ earlier = [], ...last }: Call): Executed[] =>
  [...earlier, last].map((one, index) => ({ ...last, ...one, attempt: index + 1, isLast: index === earlier.length }));

/** Figures of attempts, counted one by one. */
export const figuresOf = (attempts: readonly Executed[]): ToolTotals => {
  const durations = attempts.map(({ durationMs }) => durationMs).sort((left, right) => left - right);
  const at = (fraction: number): number | null => {
    const place = (durations.length - 1) * fraction;
    const [below, above] = [durations[Math.floor(place)], durations[Math.ceil(place)]];
    return below === undefined || above === undefined ? null : below + (above - below) * (place % 1);
  };
  const calls = attempts.filter(({ isLast }) => isLast);
  const count = (status: Call['status']): number => calls.filter((row) => row.status === status).length;
  const [failures, late] = [count('failed'), count('timed_out')];
  return {
    calls: calls.length,
    attempts: attempts.length,
    retried: calls.filter(({ attempt }) => attempt > 1).length,
    failed: failures,
    timedOut: late,
    errorRate: calls.length === 0 ? null : (failures + late) / calls.length,
    durationMedian: at(0.5),
    durationP95: at(0.95),
  };
};
/** Rows by what they have in common. */
export const grouped = <T>(rows: readonly T[], keyOf: (row: T) => string): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const each of rows) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return [...groups];
};
/** The same figures but for what floating point makes of them. */
export const near = (figures: ToolTotals) => ({
  ...figures,
  durationMedian: figures.durationMedian === null ? null : expect.closeTo(figures.durationMedian),
  durationP95: figures.durationP95 === null ? null : expect.closeTo(figures.durationP95),
});
