import { Injectable } from '@nestjs/common';
import type { AgentAnalytics, AgentFigures, AnalyticsQuery, StageFigures } from '@orbisvoice/shared-dto';
import { RESPONSE_STAGES } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { cellsIn, type SpanCells } from '../domain/conversation-series.js';
import { AgentTally } from '../domain/conversation-tally.js';
import { ConversationFiguresRepository, type AgentName, type ConversationFigures } from '../persistence/conversation-figures.repository.js';
import { ToolUsageReader, type ToolTotals, type ToolUsage } from '../persistence/tool-usage.reader.js';
import { countFigure, quantileFigure, rateFigure } from './figure.js';
import { refuseUnknownAgent, scopeOf } from './figures-scope.js';
import { headOf, reportRange, type ReportRange } from './report-range.js';
import { WorkspaceZones } from './workspace-zones.js';

/** All that one snapshot says of agents. */
interface Found {
  readonly figures: ConversationFigures;
  readonly tools: ToolUsage;
  /** Tool calls of the span before; null without one. */
  readonly toolsBefore: ToolTotals | null;
}

/** Agents side by side, and what their tools did, in one snapshot. */
@Injectable()
export class AgentAnalyticsService {
  constructor(
    private readonly figures: ConversationFiguresRepository,
    private readonly tools: ToolUsageReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly zones: WorkspaceZones,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.invalid` with the field for a range nobody can draw; `agents.not_found` */
  async report({ tenantId }: Pick<Actor, 'tenantId'>, query: AnalyticsQuery, now = this.clock.now()): Promise<AgentAnalytics> {
    const { range, found } = await this.zones.read(tenantId, query, async (timeZone) => {
      const days = reportRange(query, { now, timeZone });
      const read = await this.unitOfWork.snapshot(tenantId, () => this.read(tenantId, days, query));
      return { range: days, found: read, zone: read.figures.zone };
    });
    refuseUnknownAgent(found.figures.agents, query.agentId);
    return reportOf(range, query, found);
  }

  /** One statement after the other: they share a connection. */
  private async read(tenantId: TenantId, range: ReportRange, { agentId, channel }: AnalyticsQuery): Promise<Found> {
    const { from, to, timeZone, previous } = range;
    const scope = { timeZone, agentId, channel };
    const figures = await this.figures.readByAgent(tenantId, { ...scopeOf(range, { agentId, channel }), isHourly: false });
    const tools = await this.tools.read(tenantId, { ...scope, from, to });
    const toolsBefore = previous && (await this.tools.totals(tenantId, { ...scope, ...previous }));
    return { figures, tools, toolsBefore };
  }
}

function reportOf(range: ReportRange, { agentId }: AnalyticsQuery, { figures, tools, toolsBefore }: Found): AgentAnalytics {
  const now = tallies(cellsIn(figures, range));
  const before = range.previous && tallies(cellsIn(figures, range.previous));
  const all = { now: now.all, before: before && before.all };
  const calls = { now: tools.totals, before: toolsBefore };
  return {
    ...headOf(range),
    figures: {
      conversations: countFigure(all, (tally) => tally.conversations),
      success_rate: rateFigure(all, (tally) => [tally.success, tally.success + tally.failure]),
      first_response_median: quantileFigure(all, (tally) => tally.responses, 0.5),
      tool_calls: countFigure(calls, (total) => total.calls),
      tool_attempts: countFigure(calls, (total) => total.attempts),
      tool_retry_rate: rateFigure(calls, (total) => [total.retried, total.calls]),
      tool_error_rate: rateFigure(calls, (total) => [total.failed + total.timedOut, total.calls]),
    },
    stages: stagesOf(now.all),
    agents: figures.agents
      .filter((agent) => agentId === undefined || agent.id === agentId.toLowerCase())
      .map((agent) => agentOf(agent, { now: now.by.get(agent.id), before: before && (before.by.get(agent.id) ?? new AgentTally()), tools }))
      .filter((agent) => !agent.isDeleted || agent.conversations > 0 || (agent.previousConversations ?? 0) > 0 || agent.toolCalls > 0)
      .sort(byConversations),
    tools: tools.tools,
    toolCauses: tools.causes,
  };
}

const byConversations = (left: AgentFigures, right: AgentFigures): number =>
  right.conversations - left.conversations ||
  left.agentName.localeCompare(right.agentName, 'en') ||
  (left.agentId < right.agentId ? -1 : 1);

interface Tallies {
  readonly all: AgentTally;
  readonly by: ReadonlyMap<string, AgentTally>;
}

function tallies({ days, hours }: SpanCells): Tallies {
  const by = new Map<string, AgentTally>();
  const all = new AgentTally();
  for (const cell of [...days, ...hours]) {
    all.add(cell);
    if (cell.agentId === null) continue;
    const tally = by.get(cell.agentId) ?? new AgentTally();
    tally.add(cell);
    by.set(cell.agentId, tally);
  }
  return { all, by };
}

interface AgentParts {
  readonly now: AgentTally | undefined;
  readonly before: AgentTally | null;
  readonly tools: ToolUsage;
}

function agentOf({ id, name, isDeleted }: AgentName, { now = new AgentTally(), before, tools }: AgentParts): AgentFigures {
  const calls = tools.agents.find(({ agentId }) => agentId === id);
  return {
    agentId: id,
    agentName: name,
    isDeleted,
    conversations: now.conversations,
    previousConversations: before && before.conversations,
    success: now.success,
    failure: now.failure,
    unknown: now.unknown,
    successRate: now.successRate,
    durationMedian: now.durations.quantile(0.5),
    firstResponseMedian: now.responses.quantile(0.5),
    firstResponseP95: now.responses.quantile(0.95),
    firstResponseP99: now.responses.quantile(0.99),
    stages: stagesOf(now),
    toolCalls: calls?.calls ?? 0,
    toolErrorRate: calls?.errorRate ?? null,
  };
}

/** Each stage by itself: percentiles of parts do not add up, and of engines some measure one and not the other. */
const stagesOf = ({ stages }: AgentTally): StageFigures[] =>
  RESPONSE_STAGES.map((stage) => {
    const times = stages.of(stage);
    return { stage, measured: times.total, median: times.quantile(0.5), p95: times.quantile(0.95), p99: times.quantile(0.99) };
  });
