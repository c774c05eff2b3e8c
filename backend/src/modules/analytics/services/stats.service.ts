import { Injectable } from '@nestjs/common';
import type { Stats } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Usage } from '../../billing/index.js';
import { ConversationReader } from '../../conversations/index.js';
import { TenantService } from '../../tenants/index.js';
import { StatsRepository } from '../persistence/stats.repository.js';

const DAYS = 30;
const RECENT = 5;

/** The portal's dashboard in one answer. */
@Injectable()
export class StatsService {
  constructor(
    private readonly tenants: TenantService,
    private readonly usage: Usage,
    private readonly conversations: ConversationReader,
    private readonly stats: StatsRepository,
    private readonly clock: Clock,
  ) {}

  async read({ tenantId }: Actor): Promise<Stats> {
    const now = this.clock.now();
    const { timeZone, subscriptionTier: tier } = await this.tenants.get(tenantId);
    const [figures, usage, recentConversations] = await Promise.all([
      this.stats.read(tenantId, { now, timeZone, days: DAYS }),
      this.usage.summary(tenantId),
      this.conversations.recent(tenantId, RECENT),
    ]);
    const { agentsTotal, agentsActive, daily, ...last30Days } = figures;
    const agents = { total: agentsTotal, active: agentsActive };
    return { tier, usage, agents, last30Days, daily, recentConversations, timeZone, asOf: now.toISOString() };
  }
}
