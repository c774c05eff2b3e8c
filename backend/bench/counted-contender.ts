import type { BenchProcess } from './bench-process.js';
import { type Comparison, type Contender, median } from './paired-rounds.js';

export interface CountedContender {
  readonly label: string;
  readonly server: BenchProcess;
  /** How many things a slice is. */
  readonly amount: number;
  /** How many arrived so far. */
  readonly accepted: () => number;
  /** Filled by each slice: processor time for each thing. */
  readonly micros: number[];
  readonly prepare?: () => Promise<void>;
  /** Whether the preparation is part of the work, because the process may begin before it is asked. */
  readonly isPreparationCounted?: boolean;
}

/** How many things a process has the other side accept, and the processor time it spends on each. */
export const countedContender = (contender: CountedContender): Contender => ({
  label: contender.label,
  measure: async () => {
    const { label, server, amount, accepted, micros, prepare, isPreparationCounted = false } = contender;
    const before = performance.now();
    if (!isPreparationCounted) await prepare?.();
    const [arrived, cpu] = [accepted(), await server.cpuMicros()];
    if (isPreparationCounted) await prepare?.();
    const answer = await fetch(`${server.url}/${amount}`);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${label}: ${text}`);
    const seconds = isPreparationCounted ? (performance.now() - before) / 1_000 : Number(text);
    micros.push(((await server.cpuMicros()) - cpu) / amount);
    return { perSecond: amount / seconds, p99: Number.NaN, bad: Math.abs(accepted() - arrived - amount) };
  },
});

/** A line for each, with its processor time. */
export const linesOf = (comparisons: readonly Comparison[], cpu: readonly (readonly number[])[]): string =>
  comparisons
    .map(({ label, perSecond, ratio, bad }, index) => {
      const range = `${ratio.median.toFixed(2)} [${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}]`;
      const failures = bad > 0 ? `   ${bad} LOST OR DOUBLE` : '';
      const micros = median(cpu[index] ?? []).toFixed(0);
      return `${label.padEnd(32)} ${perSecond.toFixed(0).padStart(6)} /s   ratio ${range}   ${micros} µs of processor${failures}`;
    })
    .join('\n');
