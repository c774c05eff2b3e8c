import { SYSTEM_RANGE_STEPS, type SystemRange } from '@orbisvoice/shared-dto/values';

const MS = 1_000;

/** A minute is written a moment after it ended: before that, nothing can be said of a step that has just begun. */
const FIRST_WORD_MS = 65 * MS;

/** A span of time in equal steps. The last step may be under way. */
export interface HistoryWindow {
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
}

/** The window of a range that ends now; its steps begin at whole multiples, so that two looks show the same steps. */
export function windowOf(range: SystemRange, now: Date): HistoryWindow {
  const { seconds, step } = SYSTEM_RANGE_STEPS[range];
  return windowBack(seconds, step, now);
}

/** The last `seconds`, in steps of `stepSeconds`. */
export function windowBack(seconds: number, stepSeconds: number, now: Date): HistoryWindow {
  const stepMs = stepSeconds * MS;
  const from = Math.floor((now.getTime() - seconds * MS) / stepMs) * stepMs;
  return { from: new Date(from), to: now, stepSeconds };
}

/** The beginnings of the steps of which something can be known by now. */
export function stepsOf({ from, to, stepSeconds }: HistoryWindow): Date[] {
  const known = to.getTime() - FIRST_WORD_MS - from.getTime();
  const count = Math.max(0, Math.floor(known / (stepSeconds * MS)) + 1);
  return Array.from({ length: count }, (_, index) => new Date(from.getTime() + index * stepSeconds * MS));
}
