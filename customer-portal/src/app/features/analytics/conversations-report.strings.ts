/** What the report on conversations says. */
export const S = {
  overTime: 'Conversations over time',
  thisSpan: 'This range',
  outcomes: 'Outcomes',
  success: 'Success',
  failure: 'Failure',
  unknown: 'Unknown',
  duration: 'Duration',
  median: 'Median',
  p90: '90th percentile',
  peaks: 'Peak hours',
  peaksNote: 'Hours of the week in the zone of the report, summed over the range.',
  peaksValue: 'Conversations',
  weekday: 'Weekday',
  active: 'Most active agents',
  agent: 'Agent',
  conversations: 'Conversations',
  deleted: (name: string) => `${name} (deleted)`,
  noneActive: 'No agent had a conversation.',
} as const;

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
