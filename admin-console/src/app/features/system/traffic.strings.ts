import type { StatementSource } from '@orbisvoice/shared-dto/values';
import { counted } from '../../core/counted';

/** Words of the endpoints page. */
export const ENDPOINTS = {
  title: 'Endpoints',
  heading: 'Endpoint performance',
  intro: 'Every route by its pattern, over all API processes. Quantiles are read from merged histograms.',
  all: 'All routes',
  showAll: 'Show all routes',
  rate: 'Requests per minute',
  latency: 'Time to answer',
  errors: 'Refused and failed',
  clientErrors: '4xx',
  serverErrors: '5xx',
  lines: { rate: 'per minute', p50: 'p50', p95: 'p95', p99: 'p99' },
  table: 'Routes',
  caption: 'Routes; choose one for its charts',
  columns: { route: 'Route', rate: 'Per min', count: 'Answers', p50: 'p50', p95: 'p95', p99: 'p99', refused: '4xx', failed: '5xx' },
  share: (share: string) => `${share} of all`,
  empty: 'No request was recorded in this time',
  emptyText: 'Minutes are written a few seconds after they end. Nothing here for longer means that no API process wrote.',
  recorded: (minutes: number) => `${counted(minutes, 'minute', 'minutes')} recorded`,
  step: 'Time (UTC)',
} as const;

/** Words of the queries page. */
export const QUERIES = {
  title: 'Queries',
  heading: 'Database queries',
  intro: 'Statements by shape, the most expensive first. Values and parameters are never kept.',
  source: 'Whose timings',
  ofServer: 'PostgreSQL’s own counters, since they were last reset: the range does not apply to them.',
  noServer: 'pg_stat_statements is not there or cannot be read; our own timings always are.',
  caption: 'Statements',
  columns: {
    text: 'Statement',
    total: 'Total',
    count: 'Runs',
    mean: 'Mean',
    p95: 'p95',
    max: 'Slowest',
    rows: 'Rows',
    errors: 'Failed',
  },
  of: (share: string) => `${share} of the time`,
  trace: 'trace',
  empty: 'No statement was recorded in this time',
  emptyText: 'Minutes are written a few seconds after they end.',
} as const;

export const SOURCE_NAMES: Readonly<Record<StatementSource, string>> = { own: 'Our pools', server: 'pg_stat_statements' };
