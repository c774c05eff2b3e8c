import { Injectable } from '@nestjs/common';
import type { ActiveAgent, AnalyticsQuery, ConversationAnalytics, ConversationPoint, Figure } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { cellsIn, countsBefore, seriesOf, weekOf, type SeriesPoint, type SpanCells } from '../domain/conversation-series.js';
import { ConversationTally } from '../domain/conversation-tally.js';
import { ConversationFiguresRepository, type ConversationFigures } from '../persistence/conversation-figures.repository.js';
import { refuseUnknownAgent, scopeOf } from './figures-scope.js';
import { countFigure, quantileFigure, rateFigure, type Held } from './figure.js';
import { answerKey, type KeptAnswer, KeptAnswers } from './kept-answers.js';
import { headOf, reportRange, type ReportRange } from './report-range.js';
import { WorkspaceZones } from './workspace-zones.js';

const MOST_ACTIVE = 5;

/** Conversations over time, in one answer and one snapshot. */
@Injectable()
export class ConversationAnalyticsService {
  private readonly kept = new KeptAnswers<ConversationAnalytics>();

  constructor(
    private readonly figures: ConversationFiguresRepository,
    private readonly zones: WorkspaceZones,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.invalid` with the field for a range nobody can draw; `agents.not_found` */
  async report({ tenantId }: Pick<Actor, 'tenantId'>, query: AnalyticsQuery, now = this.clock.now()): Promise<ConversationAnalytics> {
    const { answer } = await this.zones.read(tenantId, query, (timeZone) => {
      const range = reportRange(query, { now, timeZone });
      const make = (): Promise<KeptAnswer<ConversationAnalytics>> => this.make(tenantId, range, query);
      return this.kept.read(answerKey(tenantId, range, [query.agentId, query.channel]), () => this.figures.state(tenantId), make);
    });
    return { ...answer, asOf: now.toISOString() };
  }

  private async make(tenantId: TenantId, range: ReportRange, query: AnalyticsQuery): Promise<KeptAnswer<ConversationAnalytics>> {
    const found = await this.figures.read(tenantId, scopeOf(range, query));
    refuseUnknownAgent(found.agents, query.agentId);
    return { version: found.version, zone: found.zone, answer: reportOf(range, found) };
  }
}

function reportOf(range: ReportRange, found: ConversationFigures): ConversationAnalytics {
  const { previous, interval, today, asOf: now } = range;
  const current = cellsIn(found, range);
  const before = previous && cellsIn(found, previous);
  return {
    ...headOf(range),
    figures: figuresOf({ now: tallyOf(current), before: before && tallyOf(before) }),
    series: pointsOf(seriesOf(current, range, { interval, today, now }), before && countsBefore({ current, before }, range, interval)),
    heatMap: weekOf(current),
    activeAgents: mostActive(found, current),
  };
}

const tallyOf = ({ days, hours }: SpanCells): ConversationTally => ConversationTally.of([...days, ...hours]);

const figuresOf = (held: Held<ConversationTally>): Record<keyof ConversationAnalytics['figures'], Figure> => ({
  conversations: countFigure(held, (tally) => tally.conversations),
  success_rate: rateFigure(held, (tally) => [tally.success, tally.success + tally.failure]),
  unknown_outcomes: countFigure(held, (tally) => tally.unknown),
  duration_median: quantileFigure(held, (tally) => tally.durations, 0.5),
  duration_p90: quantileFigure(held, (tally) => tally.durations, 0.9),
  duration_mean: rateFigure(held, (tally) => [tally.durationSum, tally.durations.total]),
  zero_length: countFigure(held, (tally) => tally.zeroLength),
  first_response_median: quantileFigure(held, (tally) => tally.responses, 0.5),
  first_response_p95: quantileFigure(held, (tally) => tally.responses, 0.95),
  first_response_p99: quantileFigure(held, (tally) => tally.responses, 0.99),
});

function pointsOf(series: readonly SeriesPoint[], before: readonly number[] | null): ConversationPoint[] {
  return series.map(({ start, isOpen, tally }, index) => ({
    start,
    isOpen,
    conversations: tally.conversations,
    previousConversations: before?.[index] ?? null,
    success: tally.success,
    failure: tally.failure,
    unknown: tally.unknown,
    timed: tally.durations.total,
    durationMedian: tally.durations.quantile(0.5),
    durationP90: tally.durations.quantile(0.9),
    durationMean: tally.durationMean,
  }));
}

/** Cells without an agent are days, whose agents are in the sums. */
function mostActive({ agents, agentSums }: ConversationFigures, { days, hours }: SpanCells): ActiveAgent[] {
  const counts = new Map<string, number>();
  for (const { agentId, conversations } of [...agentSums, ...days, ...hours])
    if (agentId !== null) counts.set(agentId, (counts.get(agentId) ?? 0) + conversations);
  return agents
    .map(({ id, name, isDeleted }) => ({ agentId: id, agentName: name, isDeleted, conversations: counts.get(id) ?? 0 }))
    .filter(({ conversations }) => conversations > 0)
    .sort(
      (left, right) =>
        right.conversations - left.conversations ||
        left.agentName.localeCompare(right.agentName, 'en') ||
        (left.agentId < right.agentId ? -1 : 1),
    )
    .slice(0, MOST_ACTIVE);
}
