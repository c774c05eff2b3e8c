import { Injectable, computed, inject } from '@angular/core';
import type { AgentAnalytics } from '@orbisvoice/shared-dto';
import { metricText } from '@orbisvoice/shared-dto/values';
import { urlState } from '@orbisvoice/shared-ui/core';
import type { BarRow, StackSeries } from '@orbisvoice/shared-ui/report-charts';
import { AnalyticsApi } from './analytics.api';
import { S } from './agents-report.strings';
import { S as CONVERSATIONS } from './conversations-report.strings';
import { liveReport } from './live-report';
import { ReportQueryStore } from './report-query.store';
import { DEFAULT_AGENT_SORT, sortAgents } from './sort-agents';
import type { Tile } from './ui/figure-strip';

/** Most agents whose outcomes are drawn side by side. */
const DRAWN_AGENTS = 12;

/** Agents side by side and their tools, as the address asks for them. */
@Injectable()
export class AgentsReportStore {
  private readonly api = inject(AnalyticsApi);
  readonly query = inject(ReportQueryStore);
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
    sortAgents(this.report.value()?.agents ?? [], this.order.value().sort).map((agent) => ({ ...agent, id: agent.agentId })),
  );
  readonly tools = computed(() => (this.report.value()?.tools ?? []).map((tool) => ({ ...tool, id: `${tool.agentId} ${tool.tool}` })));
  readonly tiles = computed<Tile[]>(() => {
    const figures = this.report.value()?.figures;
    if (!figures) return [];
    return [
      { key: 'conversations', figure: figures.conversations, rows: this.filters() },
      { key: 'success_rate', figure: figures.success_rate, rows: { ...this.filters(), outcome: 'success' } },
      { key: 'first_response_median', figure: figures.first_response_median, rows: null },
      { key: 'tool_calls', figure: figures.tool_calls, rows: null },
      { key: 'tool_error_rate', figure: figures.tool_error_rate, rows: null },
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
  readonly causes = computed<BarRow[]>(() => {
    const causes = this.report.value()?.toolCauses ?? [];
    const most = Math.max(1, ...causes.map(({ calls }) => calls));
    return causes.map(({ tool, cause, calls }) => ({
      label: S.causeOf(tool, cause),
      length: calls / most,
      cells: [metricText(calls, 'count')],
    }));
  });
}
