import { Injectable } from '@nestjs/common';
import type { Stats } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Usage } from '../../billing/index.js';
import { ConversationReader } from '../../conversations/index.js';
import { TenantService } from '../../tenants/index.js';
import { cellsIn, seriesOf } from '../domain/conversation-series.js';
import { ConversationTally } from '../domain/conversation-tally.js';
import { ConversationFiguresRepository, type ConversationFigures } from '../persistence/conversation-figures.repository.js';
import { scopeOf } from './figures-scope.js';
import { reportRange, type ReportRange } from './report-range.js';

const RECENT = 5;

/** The portal's dashboard in one answer. Its figures are those of the analytics pages for the range they begin with. */
@Injectable()
export class StatsService {
  constructor(
    private readonly tenants: TenantService,
    private readonly usage: Usage,
    private readonly conversations: ConversationReader,
    private readonly figures: ConversationFiguresRepository,
    private readonly clock: Clock,
  ) {}

  async read({ tenantId }: Pick<Actor, 'tenantId'>): Promise<Stats> {
    const { timeZone, subscriptionTier: tier } = await this.tenants.get(tenantId);
    const range = reportRange({ interval: 'day', compare: 'previous' }, { now: this.clock.now(), timeZone });
    const [found, usage, recentConversations] = await Promise.all([
      this.figures.read(tenantId, scopeOf(range, {})),
      this.usage.summary(tenantId),
      this.conversations.recent(tenantId, RECENT),
    ]);
    return { tier, usage, ...figuresOf(range, found), recentConversations, timeZone, asOf: range.asOf.toISOString() };
  }
}

function figuresOf(range: ReportRange, found: ConversationFigures): Pick<Stats, 'agents' | 'last30Days' | 'daily'> {
  const { from, to, first, today, asOf: now } = range;
  const current = cellsIn(found, { from, to });
  const before = cellsIn(found, { from: first, to: from });
  const tally = ConversationTally.of([...current.days, ...current.hours]);
  const live = found.agents.filter(({ isDeleted }) => !isDeleted);
  return {
    agents: { total: live.length, active: live.filter(({ isActive }) => isActive).length },
    last30Days: {
      conversations: tally.conversations,
      previousConversations: ConversationTally.of([...before.days, ...before.hours]).conversations,
      successRate: tally.successRate,
      unknownOutcomes: tally.unknown,
      medianDurationSeconds: tally.durations.quantile(0.5),
      medianFirstResponseMs: tally.responses.quantile(0.5),
    },
    daily: seriesOf(current, { from, to }, { interval: 'day', today, now }).map(({ start, tally: { conversations } }) => ({
      day: start,
      conversations,
    })),
  };
}
