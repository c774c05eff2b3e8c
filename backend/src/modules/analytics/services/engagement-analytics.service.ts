import { Injectable } from '@nestjs/common';
import type { Breakdown, EngagementAnalytics, EngagementPoint, EngagementQuery } from '@orbisvoice/shared-dto';
import { ANALYTICS_OTHER } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ratio } from '../domain/conversation-tally.js';
import { activationsOf, funnelOf, impressionsOf, type VisitCount } from '../domain/funnel.js';
import { KeptVisits } from '../domain/kept-visits.js';
import { pointsOf } from '../domain/report-days.js';
import { withRest, type Rest } from '../domain/with-rest.js';
import { EngagementRepository, type EngagementFound, type PropertyCount } from '../persistence/engagement.repository.js';
import { countFigure, rateFigure, UNKNOWN, type Held } from './figure.js';
import { answerKey, type KeptAnswer, KeptAnswers } from './kept-answers.js';
import { headOf, reportRange, type ReportRange } from './report-range.js';
import { WorkspaceZones } from './workspace-zones.js';

const HOUR_MS = 3_600_000;

/** Who came, from where and how far: visitors of the conversations, visits of the widget. */
@Injectable()
export class EngagementAnalyticsService {
  private readonly kept = new KeptAnswers<EngagementAnalytics>();

  constructor(
    private readonly zones: WorkspaceZones,
    private readonly engagement: EngagementRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `agents.not_found`, `request.invalid` with the field of a bad range */
  async report({ tenantId }: Pick<Actor, 'tenantId'>, query: EngagementQuery, now = this.clock.now()): Promise<EngagementAnalytics> {
    const { answer } = await this.zones.read(tenantId, query, (timeZone) => {
      const range = reportRange(query, { now, timeZone });
      const make = (): Promise<KeptAnswer<EngagementAnalytics>> => this.make(tenantId, range, query);
      return this.kept.read(answerKey(tenantId, range, [query.agentId, query.funnel]), () => this.engagement.state(tenantId), make);
    });
    return { ...answer, asOf: now.toISOString() };
  }

  private async make(
    tenantId: TenantId,
    range: ReportRange,
    { funnel: mode, agentId }: EngagementQuery,
  ): Promise<KeptAnswer<EngagementAnalytics>> {
    const heads = pointHeads(range);
    const pointDays = heads?.map(({ start }) => start) ?? null;
    const found = await this.engagement.read(tenantId, { ...range, pointDays, agentId: agentId ?? null });
    if (!found.isKnownAgent) throw new DomainError('agents.not_found');
    const held = spansOf(range, found);
    const kept = new KeptVisits(found.keptSince, range.timeZone);
    const answer: EngagementAnalytics = {
      ...headOf(range),
      figures: { ...visitorFigures(held), ...visitFigures(held, range, kept) },
      keptSince: kept.since,
      withoutVisitorId: found.withoutVisitorId,
      series: seriesOf(found, heads ?? hourHeads(range, found.starts), kept),
      ...breakdownsOf(found.breakdowns),
      funnel: { mode, steps: funnelOf(held.now.reached, mode) },
    };
    return { version: found.version, zone: found.zone, answer };
  }
}

/** What the figures of one span are made of. */
interface SpanFigures {
  readonly visitors: number;
  readonly returning: number;
  readonly reached: readonly VisitCount[];
}

function spansOf({ previous }: ReportRange, found: EngagementFound): Held<SpanFigures> {
  const reached = found.reached.filter(({ point }) => point > 0);
  const earlier = found.reached.filter(({ point }) => point === 0);
  return {
    now: { visitors: found.visitors, returning: found.returning, reached },
    before: previous && { visitors: found.previousVisitors, returning: found.previousReturning, reached: earlier },
  };
}

type Figures = EngagementAnalytics['figures'];

/** Of the conversations, which visits are nothing to. */
const visitorFigures = (held: Held<SpanFigures>): Pick<Figures, 'visitors' | 'returning_visitors'> => ({
  visitors: countFigure(held, ({ visitors }) => visitors),
  returning_visitors: countFigure(held, ({ returning }) => returning),
});

function visitFigures(
  { now, before }: Held<SpanFigures>,
  { to, previous }: ReportRange,
  kept: KeptVisits,
): Pick<Figures, 'impressions' | 'activation_rate'> {
  if (!kept.reaches(to)) return { impressions: UNKNOWN, activation_rate: UNKNOWN };
  const held = { now, before: kept.before(previous, before) };
  return {
    impressions: countFigure(held, ({ reached }) => impressionsOf(reached)),
    activation_rate: rateFigure(held, ({ reached }) => [activationsOf(reached), impressionsOf(reached)]),
  };
}

type PointHead = Pick<EngagementPoint, 'start' | 'isOpen'>;

/** Points that are days, or made of some; null where they are hours, which the database's calendar knows. */
const pointHeads = ({ from, to, interval, today }: ReportRange): PointHead[] | null =>
  interval === 'hour' ? null : pointsOf(from, to, interval).map((point) => ({ start: point.from, isOpen: point.to > today }));

const hourHeads = ({ asOf }: ReportRange, starts: readonly Date[]): PointHead[] =>
  starts.map((start) => ({ start: start.toISOString(), isOpen: start.getTime() + HOUR_MS > asOf.getTime() }));

function seriesOf({ points, reached }: EngagementFound, heads: readonly PointHead[], kept: KeptVisits): EngagementPoint[] {
  const visitorsAt = new Map(points.map((point) => [point.point, point]));
  const reachedAt = new Map<number, VisitCount[]>();
  for (const reach of reached) reachedAt.set(reach.point, [...(reachedAt.get(reach.point) ?? []), reach]);
  return heads.map((head, index) => {
    const { new: newVisitors, visitors } = visitorsAt.get(index + 1) ?? { new: 0, visitors: 0 };
    const visits = reachedAt.get(index + 1) ?? [];
    return {
      ...head,
      newVisitors,
      returningVisitors: visitors - newVisitors,
      impressions: kept.countAt(head.start, impressionsOf(visits)),
      activations: kept.countAt(head.start, activationsOf(visits)),
    };
  });
}

/** Values, the most frequent first; beyond fifty the others are one. Who did not say stays apart. */
function breakdownsOf(counts: readonly PropertyCount[]): Pick<EngagementAnalytics, 'countries' | 'devices' | 'browsers'> {
  const of = (wanted: PropertyCount['property']): Breakdown[] => {
    const own = counts.filter(({ property }) => property === wanted);
    const total = own.reduce((sum, { conversations }) => sum + conversations, 0);
    const sorted = own
      .map(({ value, conversations }) => ({ value, conversations }))
      .sort((left, right) => right.conversations - left.conversations || nameOf(left).localeCompare(nameOf(right), 'en'));
    return withRest(sorted, REST).map((row) => ({ ...row, share: ratio(row.conversations, total) }));
  };
  return { countries: of('countries'), devices: of('devices'), browsers: of('browsers') };
}

type ValueCount = Omit<Breakdown, 'share'>;

const REST: Rest<ValueCount> = {
  merge: (rows) => ({ value: ANALYTICS_OTHER, conversations: rows.reduce((sum, { conversations }) => sum + conversations, 0) }),
  isOther: ({ value }) => value === ANALYTICS_OTHER,
  isFixed: ({ value }) => value === null,
};

/** Those that did not say come after all that did. */
const nameOf = ({ value }: ValueCount): string => value ?? '\uffff';
