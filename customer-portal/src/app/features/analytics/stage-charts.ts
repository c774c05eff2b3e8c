import type { AgentAnalytics, AgentFigures, StageFigures } from '@orbisvoice/shared-dto';
import { RESPONSE_STAGE_LABELS } from '@orbisvoice/shared-dto/values';
import type { ChartLink, GroupSeries } from '@orbisvoice/shared-ui/report-charts';
import { S } from './agents-report.strings';
import { conversationRows } from './conversation-charts';
import type { FigureRows } from './rows-link';

type Narrowed = Parameters<typeof conversationRows>[0];
const isMeasured = ({ measured }: StageFigures): boolean => measured > 0;

/** A stage of an agent, with the rows it was measured in. */
export interface StageRow extends StageFigures {
  readonly id: string;
  readonly agentName: string;
  readonly label: string;
  readonly rows: FigureRows;
}

/** Stages of all agents together as a chart takes them; null where none was measured. */
export function stageChart({ stages }: AgentAnalytics, filters: Narrowed, linkOf: (rows: FigureRows) => ChartLink | null) {
  if (!stages.some(isMeasured)) return null;
  const { measured } = conversationRows(filters);
  return {
    labels: stages.map(({ stage }) => RESPONSE_STAGE_LABELS[stage]),
    links: stages.map(({ stage, measured: count }) => linkOf({ ...measured(stage), count, of: RESPONSE_STAGE_LABELS[stage] })),
    series: [
      { name: S.stageColumns.median, colour: '1', values: stages.map(({ median }) => median) },
      { name: S.stageColumns.p95, colour: '2', values: stages.map(({ p95 }) => p95) },
      { name: S.stageColumns.p99, colour: '3', values: stages.map(({ p99 }) => p99) },
    ] satisfies GroupSeries[],
  };
}

/** Three rows for each agent that measured any, in the order the agents are shown in. */
export function stageRows(agents: readonly AgentFigures[], filters: Narrowed): StageRow[] {
  return agents
    .filter(({ stages }) => stages.some(isMeasured))
    .flatMap(({ agentId, agentName, stages }) => {
      const { measured } = conversationRows({ ...filters, agentId });
      return stages.map((figures) => {
        const label = RESPONSE_STAGE_LABELS[figures.stage];
        const rows = { ...measured(figures.stage), count: figures.measured, of: S.stageOf(label, agentName) };
        return { ...figures, id: `${agentId} ${figures.stage}`, agentName, label, rows };
      });
    });
}
