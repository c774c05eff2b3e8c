import { Injectable } from '@nestjs/common';
import type { StartConversation } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AgentDirectory } from '../../agents/index.js';
import { Usage } from '../../billing/index.js';
import { mayRun, TenantService } from '../../tenants/index.js';
import { usageKeyOf } from '../domain/usage-claim.js';
import { ReservationRepository } from '../persistence/reservation.repository.js';
import { canonicalStart } from './same-start.js';

/** Whether a session may begin: the tenant, the agent and the plan each have a word. */
@Injectable()
export class StartAdmission {
  constructor(
    private readonly tenants: TenantService,
    private readonly agents: AgentDirectory,
    private readonly usage: Usage,
    private readonly reservations: ReservationRepository,
  ) {}

  /** @throws DomainError `tenants.suspended`, `agents.not_found`, `agents.inactive` */
  async check(tenantId: TenantId, agentId: string): Promise<void> {
    if (!mayRun(await this.tenants.status(tenantId))) throw new DomainError('tenants.suspended');
    const agent = await this.agents.find(tenantId, agentId);
    if (!agent) throw new DomainError('agents.not_found');
    if (!agent.isActive) throw new DomainError('agents.inactive');
  }

  /**
   * Takes a place in the plan for the session, in a commit of its own.
   * @returns the id the conversation gets: the one given, or the one an interrupted request already reserved for
   * @throws DomainError `usage_limit_reached`, `conversations.session_reused`
   */
  async reserve(tenantId: TenantId, conversationId: string, input: StartConversation): Promise<string> {
    const key = usageKeyOf(input.sessionId);
    const answer = await this.usage.reserve(tenantId, { key, conversationId, requestHash: sha256(canonicalStart(input)) });
    switch (answer.outcome) {
      case 'admitted':
        return conversationId;
      case 'duplicate':
        return this.interrupted(tenantId, key);
      case 'conflict':
        throw new DomainError('conversations.session_reused');
      case 'refused':
        throw new DomainError('usage_limit_reached', { limit: answer.limit, used: answer.used, resetsAt: answer.resetsAt });
    }
  }

  /** The session holds a place: its conversation is being written, or was lost in a crash. One that counted and was deleted stays used up. */
  private async interrupted(tenantId: TenantId, key: string): Promise<string> {
    const held = await this.reservations.heldBy(tenantId, key);
    if (!held) throw new DomainError('conversations.session_reused');
    return held;
  }
}
