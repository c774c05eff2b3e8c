import { Injectable, computed, inject } from '@angular/core';
import type { AgentAnalytics, AgentFigures } from '@orbisvoice/shared-dto';
import { metricText, TOOL_CAUSES_MAX } from '@orbisvoice/shared-dto/values';
import { urlState } from '@orbisvoice/shared-ui/core';
import type { BarRow, StackSeries } from '@orbisvoice/shared-ui/report-charts';
import { AnalyticsApi } from './analytics.api';
import { S } from './agents-report.strings';
import { conversationRows } from './conversation-charts';
import { S as CONVERSATIONS } from './conversations-report.strings';
import { liveReport } from './live-report';
import { ReportQueryStore } from './report-query.store';
import { rateRows, type FigureRows } from './rows-link';
import { rowsLinker } from './rows-linker';
import { DEFAULT_AGENT_SORT, sortAgents } from './sort-agents';
import { stageChart, stageRows } from './stage-charts';
import { toolRows, toolTiles } from './tool-rows';
import type { Tile } from './ui/figure-strip';

/** Most agents whose outcomes are drawn side by side. */
const DRAWN_AGENTS = 12;

/** Agents side by side and their tools, as the address asks for them. */
@Injectable()
export class AgentsReportStore {
  private readonly api = inject(AnalyticsApi);
  readonly query = inject(ReportQueryStore);
  private readonly linkOf = rowsLinker();
  readonly order = urlState({ sort: DEFAULT_AGENT_SORT });
  private readonly filters = computed(() => {
    const { agentId, channel } = this.query.url.value();
    return { agentId, channel };
  });

  // without a series there is no interval to choose: one of the address, meant for another page, must not be too fine here
  readonly report = liveReport<AgentAnalytics>(() =>
    this.api.report('agents', { ...this.query.rangeQuery(), interval: this.query.fitting(), ...this.filters() }),
  );
  readonly agents = computed(() =>
    sortAgents(this.report.value()?.agents ?? [], this.order.value().sort).map((agent) => ({
      ...agent,
      id: agent.agentId,
      rows: this.rowsOfAgent(agent),
    })),
  );
  readonly tools = computed(() =>
    (this.report.value()?.tools ?? []).map((tool) => ({ ...tool, id: `${tool.agentId} ${tool.tool}`, rows: this.rowsOfTool(tool) })),
  );
  /** Whether there may be more causes than are listed. */
  readonly isCut = computed(() => (this.report.value()?.toolCauses.length ?? 0) >= TOOL_CAUSES_MAX);
  readonly tiles = computed<Tile[]>(() => {
    const figures = this.report.value()?.figures;
    if (!figures) return [];
    const { conversations, success_rate: success, first_response_median: response } = figures;
    const filters = this.filters();
    const rows = conversationRows(filters);
    return [
      { key: 'conversations', figure: conversations, rows: [{ ...rows.all, count: conversations.value }] },
      { key: 'success_rate', figure: success, rows: rateRows(success, rows.successes, rows.known) },
      { key: 'first_response_median', figure: response, rows: [{ ...rows.answered, count: response.denominator }] },
      ...toolTiles(figures, filters),
    ];
  });
  /** Of the busiest ones, whatever the table is sorted by. */
  readonly outcomes = computed(() => {
    const busiest = sortAgents(this.report.value()?.agents ?? [], DEFAULT_AGENT_SORT)
      .filter(({ conversations }) => conversations > 0)
      .slice(0, DRAWN_AGENTS);
    return {
      labels: busiest.map(({ agentName }) => agentName),
      series: [
        { name: CONVERSATIONS.success, colour: '1', values: busiest.map(({ success }) => success) },
        { name: CONVERSATIONS.failure, colour: '2', values: busiest.map(({ failure }) => failure) },
        { name: CONVERSATIONS.unknown, colour: 'quiet', values: busiest.map(({ unknown }) => unknown) },
      ] satisfies StackSeries[],
    };
  });
  /** Null while there is nothing to draw. */
  readonly stages = computed(() => {
    const report = this.report.value();
    return report ? stageChart(report, this.filters(), (rows) => this.linkOf(report, rows)) : null;
  });
  readonly stageRows = computed(() => stageRows(this.agents(), this.filters()));
  readonly causes = computed<BarRow[]>(() => {
    const report = this.report.value();
    if (!report) return [];
    const { toolCauses: causes } = report;
    const most = Math.max(1, ...causes.map(({ calls }) => calls));
    return causes.map(({ tool, cause, calls }) => ({
      label: S.causeOf(tool, cause),
      length: calls / most,
      cells: [metricText(calls, 'count')],
      ...this.linkTo(report, { tool, cause, calls }),
    }));
  });

  private rowsOfAgent({ agentId, agentName: of, conversations, success, failure, unknown, toolCalls }: AgentFigures) {
    const filters = { ...this.filters(), agentId };
    const { all, successes, failures, unknown: untold } = conversationRows(filters);
    return {
      conversations: { ...all, count: conversations, of },
      success: { ...successes, count: success, of },
      failure: { ...failures, count: failure, of },
      unknown: { ...untold, count: unknown, of },
      toolCalls: { ...toolRows(filters).calls, count: toolCalls, of },
    } satisfies Record<string, FigureRows>;
  }

  private rowsOfTool({ agentId, agentName, tool, ...counts }: AgentAnalytics['tools'][number]) {
    // the rest of the tools has no name to ask for
    if (agentId === null) return { calls: null, attempts: null, retried: null, failed: null, timedOut: null };
    const rows = toolRows({ ...this.filters(), agentId, tool });
    const of = agentName === null ? tool : S.toolOf(tool, agentName);
    return {
      calls: { ...rows.calls, count: counts.calls, of },
      attempts: { ...rows.attempts, count: counts.attempts, of },
      retried: { ...rows.retried, count: counts.retried, of },
      failed: { ...rows.failed, count: counts.failed, of },
      timedOut: { ...rows.timedOut, count: counts.timedOut, of },
    } satisfies Record<string, FigureRows | null>;
  }

  private linkTo(report: AgentAnalytics, { tool, cause, calls }: AgentAnalytics['toolCauses'][number]): Pick<BarRow, 'link'> {
    const { calls: rows } = toolRows({ ...this.filters(), tool, cause });
    const link = this.linkOf(report, { ...rows, words: 'unsuccessfulCalls', count: calls });
    return link ? { link } : {};
  }
}
