import { Injectable } from '@nestjs/common';
import type { StandingPreview } from '@orbisvoice/shared-dto';
import type { StandingAction } from '@orbisvoice/shared-dto/values';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { UserDirectory } from '../../auth/index.js';
import { standingAfter } from '../domain/standing-change.js';
import { AllTenantsStandingRepository, type StandingFacts } from '../persistence/all-tenants-standing.repository.js';

const AGENT_NAMES = 20;
/** The mail about a change of standing; it goes to every owner. */
const TEMPLATE = 'account-suspended';

/** What suspending, banning or reinstating a tenant would do. */
@Injectable()
export class StandingPreviews {
  constructor(
    private readonly standing: AllTenantsStandingRepository,
    private readonly users: UserDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `admin.tenant_not_found` */
  async of(id: string, action: StandingAction): Promise<StandingPreview> {
    const facts = await this.standing.facts(id, this.clock.now(), AGENT_NAMES);
    if (!facts) throw new DomainError('admin.tenant_not_found');
    const owners = await this.users.owners(tenantIdOf(id));
    return {
      action,
      status: facts.status,
      isPossible: !facts.isProtected && standingAfter(facts.status, action) !== null,
      isProtected: facts.isProtected,
      agents: { total: facts.agents, names: facts.agentNames },
      liveConversations: facts.liveConversations,
      sessions: facts.sessions,
      apiKeys: facts.apiKeys,
      reportSchedules: facts.reportSchedules,
      unfinishedExports: facts.unfinishedExports,
      subscription: subscriptionOf(facts, action),
      mails: owners.map(({ email, name }) => ({ template: TEMPLATE, to: email, name })),
    };
  }
}

function subscriptionOf(facts: StandingFacts, action: StandingAction): StandingPreview['subscription'] {
  return {
    tier: facts.tier,
    status: facts.subscriptionStatus,
    currentPeriodEnd: facts.currentPeriodEnd?.toISOString() ?? null,
    endsAtPeriodEnd: action === 'ban' && facts.cancelAtPeriodEnd === false,
  };
}
