const DAY_MS = 86_400_000;

/** What a report of these days is called: after the month, quarter, week or day it is of, where it is of one. */
export function titleOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): string {
  if (from === undefined || to === undefined) return 'Analytics report';
  const [start, end] = [new Date(from), new Date(to)];
  const days = (end.getTime() - start.getTime()) / DAY_MS;
  if (days === 1) return 'Daily report';
  if (days === 7 && start.getUTCDay() === 1) return 'Weekly report';
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  const isWhole = start.getUTCDate() === 1 && end.getUTCDate() === 1;
  if (isWhole && months === 1) return 'Monthly report';
  if (isWhole && months === 3 && start.getUTCMonth() % 3 === 0) return 'Quarterly report';
  return isWhole && months === 12 && start.getUTCMonth() === 0 ? 'Yearly report' : 'Analytics report';
}
