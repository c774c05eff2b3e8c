import type { ConversationAnalytics } from '@orbisvoice/shared-dto';
import { metricText } from '@orbisvoice/shared-dto/values';
import type { ChartLine } from '@orbisvoice/shared-ui/charts';
import type { BarRow, StackSeries } from '@orbisvoice/shared-ui/report-charts';
import { S as ALL } from './analytics.strings';
import { S } from './conversations-report.strings';
import { pointAxis } from './point-labels';
import type { RowFilters } from './rows-link';
import type { Tile } from './ui/figure-strip';

const HOURS = 24;

/** The figures of the report, with the filters of the rows behind those that the list of conversations can show. */
export function conversationTiles({ figures }: ConversationAnalytics, filters: RowFilters): Tile[] {
  return [
    { key: 'conversations', figure: figures.conversations, rows: filters },
    { key: 'success_rate', figure: figures.success_rate, rows: { ...filters, outcome: 'success' } },
    { key: 'unknown_outcomes', figure: figures.unknown_outcomes, rows: { ...filters, outcome: 'unknown' } },
    { key: 'duration_median', figure: figures.duration_median, rows: null },
    { key: 'duration_p90', figure: figures.duration_p90, rows: null },
    { key: 'duration_mean', figure: figures.duration_mean, rows: null },
    { key: 'zero_length', figure: figures.zero_length, rows: null },
    { key: 'first_response_median', figure: figures.first_response_median, rows: null },
    { key: 'first_response_p95', figure: figures.first_response_p95, rows: null },
  ];
}

/** The report as its charts take it. `queryOf` says what leads to an agent's own report. */
export function conversationCharts(report: ConversationAnalytics, queryOf: (agentId: string) => Record<string, string>) {
  const { series } = report;
  return {
    ...pointAxis(series, report),
    volume: volumeLines(report),
    outcomes: [
      { name: S.success, colour: '1', values: series.map(({ success }) => success) },
      { name: S.failure, colour: '2', values: series.map(({ failure }) => failure) },
      { name: S.unknown, colour: 'quiet', values: series.map(({ unknown }) => unknown) },
    ] satisfies StackSeries[],
    durations: [
      { name: S.median, values: series.map(({ durationMedian }) => durationMedian) },
      { name: S.p90, values: series.map(({ durationP90 }) => durationP90) },
    ] satisfies ChartLine[],
    heat: heatValues(report),
    agents: agentBars(report, queryOf),
  };
}

function volumeLines({ series, previous }: ConversationAnalytics): ChartLine[] {
  const now = { name: S.thisSpan, values: series.map(({ conversations }) => conversations) };
  if (!previous) return [now];
  return [now, { name: ALL.previous, values: series.map(({ previousConversations }) => previousConversations) }];
}

/** Monday to Sunday, hour by hour; an hour the API did not name had none. */
function heatValues({ heatMap }: ConversationAnalytics): number[] {
  const values = Array.from({ length: 7 * HOURS }, () => 0);
  for (const { weekday, hour, conversations } of heatMap) values[(weekday - 1) * HOURS + hour] = conversations;
  return values;
}

function agentBars({ activeAgents }: ConversationAnalytics, queryOf: (agentId: string) => Record<string, string>): BarRow[] {
  const most = Math.max(1, ...activeAgents.map(({ conversations }) => conversations));
  return activeAgents.map(({ agentId, agentName, isDeleted, conversations }) => ({
    label: isDeleted ? S.deleted(agentName) : agentName,
    length: conversations / most,
    cells: [metricText(conversations, 'count')],
    link: { path: '/analytics', query: queryOf(agentId) },
  }));
}
