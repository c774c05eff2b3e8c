/** Fewer failures than this are an accident, whatever share of a quiet night they are. */
const FAILURES_MIN = 5;
/** The 95th percentile of fewer answers is the slowest one of them. */
const ANSWERS_MIN = 20;

/** How many of a hundred answers failed. */
export const errorPercent = (failures: number, answers: number): number => (failures < FAILURES_MIN ? 0 : (100 * failures) / answers);

/** The 95th percentile in milliseconds; `p95` is null when nothing was answered. */
export const slowMs = (p95: number | null, answers: number): number => (p95 === null || answers < ANSWERS_MIN ? 0 : p95 * 1_000);
