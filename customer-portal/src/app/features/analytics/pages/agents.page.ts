import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AgentFigures } from '@orbisvoice/shared-dto';
import { metricText, TOOL_CAUSES_MAX } from '@orbisvoice/shared-dto/values';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvBarList, OvGroupedChart, OvStackedChart } from '@orbisvoice/shared-ui/report-charts';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { AgentsReportStore } from '../agents-report.store';
import { S } from '../agents-report.strings';
import { changeText } from '../figure-change';
import { ReportQueryStore } from '../report-query.store';
import { ChartCard } from '../ui/chart-card';
import { FigureStrip } from '../ui/figure-strip';
import { RangeBar } from '../ui/range-bar';
import { ReportBody } from '../ui/report-body';
import { RowsCell } from '../ui/rows-cell';

const COLUMNS: readonly Column[] = [
  { key: 'agent', label: S.columns.agent, sort: 'agentName' },
  { key: 'conversations', label: S.columns.conversations, align: 'end', sort: 'conversations' },
  { key: 'success', label: S.columns.success, align: 'end', sort: 'success' },
  { key: 'failure', label: S.columns.failure, align: 'end', sort: 'failure' },
  { key: 'unknown', label: S.columns.unknown, align: 'end', sort: 'unknown' },
  { key: 'successRate', label: S.columns.successRate, align: 'end', sort: 'successRate' },
  { key: 'duration', label: S.columns.duration, align: 'end', sort: 'durationMedian' },
  { key: 'response', label: S.columns.response, align: 'end', sort: 'firstResponseMedian' },
  { key: 'responseP95', label: S.columns.responseP95, align: 'end', sort: 'firstResponseP95' },
  { key: 'responseP99', label: S.columns.responseP99, align: 'end', sort: 'firstResponseP99' },
  { key: 'toolCalls', label: S.columns.toolCalls, align: 'end', sort: 'toolCalls' },
  { key: 'toolErrors', label: S.columns.toolErrors, align: 'end', sort: 'toolErrorRate' },
];
const STAGE_COLUMNS: readonly Column[] = [
  { key: 'agent', label: S.stageColumns.agent },
  { key: 'stage', label: S.stageColumns.stage },
  { key: 'measured', label: S.stageColumns.measured, align: 'end' },
  { key: 'median', label: S.stageColumns.median, align: 'end' },
  { key: 'p95', label: S.stageColumns.p95, align: 'end' },
  { key: 'p99', label: S.stageColumns.p99, align: 'end' },
];
const TOOL_COLUMNS: readonly Column[] = [
  { key: 'tool', label: S.toolColumns.tool },
  { key: 'agent', label: S.toolColumns.agent },
  { key: 'calls', label: S.toolColumns.calls, align: 'end' },
  { key: 'attempts', label: S.toolColumns.attempts, align: 'end' },
  { key: 'retried', label: S.toolColumns.retried, align: 'end' },
  { key: 'failed', label: S.toolColumns.failed, align: 'end' },
  { key: 'timedOut', label: S.toolColumns.timedOut, align: 'end' },
  { key: 'errorRate', label: S.toolColumns.errorRate, align: 'end' },
  { key: 'median', label: S.toolColumns.median, align: 'end' },
  { key: 'p95', label: S.toolColumns.p95, align: 'end' },
];
const REPORT_LINK = ['/analytics'];

/** Agents side by side: volume, outcomes, response times, and what their tools did. */
@Component({
  selector: 'ov-analytics-agents-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ChartCard,
    FigureStrip,
    OvBadge,
    OvBarList,
    OvButton,
    OvCard,
    OvCell,
    OvEmpty,
    OvGroupedChart,
    OvReady,
    OvStackedChart,
    OvTable,
    RangeBar,
    ReportBody,
    RouterLink,
    RowsCell,
  ],
  providers: [ReportQueryStore, AgentsReportStore],
  templateUrl: './agents.page.html',
})
export default class AnalyticsAgentsPage {
  protected readonly store = inject(AgentsReportStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly stageColumns = STAGE_COLUMNS;
  protected readonly stageKeys = ['response_listen', 'response_think', 'response_speak'] as const;
  protected readonly toolColumns = TOOL_COLUMNS;
  protected readonly cut = S.causesCut(TOOL_CAUSES_MAX);
  protected readonly linkOf = (): readonly string[] => REPORT_LINK;
  /** The conversations of the agent in the range that is shown. */
  protected readonly queryOf = (row: { readonly id: string }): Record<string, string> => this.store.query.queryFor({ agentId: row.id });
  protected readonly changeOf = ({ conversations, previousConversations }: AgentFigures): string | null =>
    changeText('conversations', { value: conversations, previous: previousConversations });
  protected readonly count = (value: number): string => metricText(value, 'count');
  protected readonly ratio = (value: number | null): string => metricText(value, 'ratio');
  protected readonly seconds = (value: number | null): string => metricText(value, 'seconds');
  protected readonly milliseconds = (value: number | null): string => metricText(value, 'milliseconds');
}
