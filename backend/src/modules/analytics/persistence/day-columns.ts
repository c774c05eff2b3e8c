import type { DayCell } from '../domain/conversation-tally.js';

/** Days as the statement has them: a list for each figure, all in the same order; null where there is no day. A day of the span before has no hours. */
export type DayColumns = { readonly [Figure in Exclude<keyof DayCell, 'byHour'>]?: readonly DayCell[Figure][] | null } & {
  readonly byHour?: readonly (readonly number[] | null)[] | null;
};

const NONE: readonly number[] = [];

/** The days one by one. */
export function daysIn({ day: names, byHour, ...columns }: DayColumns): DayCell[] {
  return (names ?? []).map((day, at) => ({
    day,
    agentId: columns.agentId?.[at] ?? null,
    conversations: columns.conversations?.[at] ?? 0,
    success: columns.success?.[at] ?? 0,
    failure: columns.failure?.[at] ?? 0,
    zeroLength: columns.zeroLength?.[at] ?? 0,
    durationSum: columns.durationSum?.[at] ?? 0,
    durationBuckets: columns.durationBuckets?.[at] ?? NONE,
    durationCounts: columns.durationCounts?.[at] ?? NONE,
    responseBuckets: columns.responseBuckets?.[at] ?? NONE,
    responseCounts: columns.responseCounts?.[at] ?? NONE,
    ...(byHour && { byHour: byHour[at] ?? NONE }),
  }));
}
