/** How often a price recurs. */
export interface Cadence {
  interval: string;
  interval_count: number;
}

const DAY = 86_400;

/** The anchor moved by a number of intervals; the 31st falls back to the month's last day and returns when it can. */
export function addIntervals(anchor: number, cadence: Cadence, times: number): number {
  const count = cadence.interval_count * times;
  if (cadence.interval === 'day') return anchor + count * DAY;
  if (cadence.interval === 'week') return anchor + count * 7 * DAY;
  const months = cadence.interval === 'year' ? count * 12 : count;
  const start = new Date(anchor * 1000);
  const moved = new Date(start);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return Math.floor(moved.getTime() / 1000);
}

/** The end of the period that begins at `start`, counted from the anchor so that month lengths do not drift. */
export function periodEnd(anchor: number, cadence: Cadence, start: number): number {
  let times = 1;
  while (addIntervals(anchor, cadence, times) <= start) times += 1;
  return addIntervals(anchor, cadence, times);
}
