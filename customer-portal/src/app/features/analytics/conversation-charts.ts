import type { ConversationAnalytics } from '@orbisvoice/shared-dto';
import { metricText, type ResponseStage } from '@orbisvoice/shared-dto/values';
import type { ChartLine } from '@orbisvoice/shared-ui/charts';
import type { BarRow, ChartLink, StackSeries } from '@orbisvoice/shared-ui/report-charts';
import { HOURS, WEEKDAYS } from '../../core/week';
import { S as ALL } from './analytics.strings';
import { S } from './conversations-report.strings';
import { pointAxis } from './point-labels';
import { pointLinker, type LinkOf } from './point-rows';
import { rateRows, type FigureRows } from './rows-link';
import type { Tile } from './ui/figure-strip';

/** What conversations of a figure are narrowed to besides its own filters; all of them count. */
interface Narrowed {
  readonly agentId: string;
  readonly channel?: string;
}

/** Rows of conversations that count. */
export const conversationRows = (filters: Narrowed) => {
  const part = (words: FigureRows['words'], more: Readonly<Record<string, string>> = {}) =>
    ({ list: 'conversations', words, filters: { ...filters, isCounted: 'true', ...more } }) as const;
  return {
    all: part('conversations'),
    successes: part('successes', { outcome: 'success' }),
    failures: part('failures', { outcome: 'failure' }),
    known: part('known', { outcome: 'known' }),
    unknown: part('unknown', { outcome: 'unknown' }),
    timed: part('timed', { length: 'some' }),
    zeroLength: part('zeroLength', { length: 'none' }),
    answered: part('answered', { hasFirstResponse: 'true' }),
    measured: (stage: ResponseStage) => part('measured', { measuredStage: stage }),
  };
};

/** The figures of the report, each with the rows it was counted from. */
export function conversationTiles({ figures }: ConversationAnalytics, filters: Narrowed): Tile[] {
  const rows = conversationRows(filters);
  const whole = (key: keyof typeof figures, part: Omit<FigureRows, 'count'>): Tile => {
    const figure = figures[key];
    return { key, figure, rows: [{ ...part, count: figure.denominator ?? figure.value }] };
  };
  return [
    whole('conversations', rows.all),
    { key: 'success_rate', figure: figures.success_rate, rows: rateRows(figures.success_rate, rows.successes, rows.known) },
    whole('unknown_outcomes', rows.unknown),
    whole('duration_median', rows.timed),
    whole('duration_p90', rows.timed),
    whole('duration_mean', rows.timed),
    whole('zero_length', rows.zeroLength),
    whole('first_response_median', rows.answered),
    whole('first_response_p95', rows.answered),
    whole('first_response_p99', rows.answered),
  ];
}

/** What leads away from charts: to an agent's own report, and to rows. */
export interface ChartWays {
  readonly queryOf: (agentId: string) => Record<string, string>;
  readonly linkOf: LinkOf;
  readonly filters: Narrowed;
}

/** The report as its charts take it. */
export function conversationCharts(report: ConversationAnalytics, ways: ChartWays) {
  const { series } = report;
  const rows = conversationRows(ways.filters);
  const linksTo = pointLinker(report, ways.linkOf);
  return {
    ...pointAxis(series, report),
    volume: volumeLines(report),
    volumeLinks: linksTo(rows.all, ({ conversations }) => conversations),
    outcomes: [
      {
        name: S.success,
        colour: '1',
        values: series.map(({ success }) => success),
        links: linksTo(rows.successes, ({ success }) => success),
      },
      {
        name: S.failure,
        colour: '2',
        values: series.map(({ failure }) => failure),
        links: linksTo(rows.failures, ({ failure }) => failure),
      },
      {
        name: S.unknown,
        colour: 'quiet',
        values: series.map(({ unknown }) => unknown),
        links: linksTo(rows.unknown, ({ unknown }) => unknown),
      },
    ] satisfies StackSeries[],
    durationLinks: linksTo(rows.timed, ({ timed }) => timed),
    durations: [
      { name: S.median, values: series.map(({ durationMedian }) => durationMedian) },
      { name: S.p90, values: series.map(({ durationP90 }) => durationP90) },
    ] satisfies ChartLine[],
    heat: heatValues(report),
    heatLinks: heatLinks(report, ways),
    agents: agentBars(report, ways.queryOf),
  };
}

function volumeLines({ series, previous }: ConversationAnalytics): ChartLine[] {
  const now = { name: S.thisSpan, values: series.map(({ conversations }) => conversations) };
  if (!previous) return [now];
  return [now, { name: ALL.previous, values: series.map(({ previousConversations }) => previousConversations) }];
}

/** Monday to Sunday, hour by hour; an hour the API did not name had none. */
function heatValues({ heatMap }: ConversationAnalytics): number[] {
  const values = Array.from({ length: WEEKDAYS.length * HOURS.length }, () => 0);
  for (const { weekday, hour, conversations } of heatMap) values[(weekday - 1) * HOURS.length + hour] = conversations;
  return values;
}

function heatLinks(report: ConversationAnalytics, { linkOf, filters }: ChartWays): (ChartLink | null)[] {
  const { all } = conversationRows(filters);
  return heatValues(report).map((count, at) => {
    const [day, hour] = [Math.floor(at / HOURS.length), at % HOURS.length];
    const cell = { weekday: String(day + 1), hour: String(hour) };
    return linkOf({ ...all, count, filters: { ...all.filters, ...cell }, of: S.cell(WEEKDAYS[day] ?? '', HOURS[hour] ?? '') });
  });
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
