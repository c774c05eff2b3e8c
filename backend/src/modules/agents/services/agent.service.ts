import { Injectable } from '@nestjs/common';
import type { Agent, AgentPage, AgentQuery, CreateAgent, EmbedCode, UpdateAgent } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { randomToken } from '../../../platform/crypto/tokens.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { page } from '../../../platform/http/page.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { AgentCreated } from '../events/agent-created.event.js';
import { AgentDeleted } from '../events/agent-deleted.event.js';
import { AgentUpdated } from '../events/agent-updated.event.js';
import { AgentEntity } from '../persistence/agent.entity.js';
import { AgentRepository } from '../persistence/agent.repository.js';
import { AgentDirectory } from './agent-directory.js';
import { toAgent } from './agent.mapper.js';

/** What an audit entry of an agent shows, before and after. */
const AUDITED = ['name', 'systemPrompt', 'voiceId', 'greeting', 'tools', 'isActive', 'allowedOrigins', 'widget'] as const;

/** The only writer of agents. Every change, its audit entry and its event are one commit. */
@Injectable()
export class AgentService {
  constructor(
    private readonly agents: AgentRepository,
    private readonly directory: AgentDirectory,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventPublisher,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** One page of agents with the number of conversations of each. */
  async list(actor: Actor, query: AgentQuery): Promise<AgentPage> {
    return this.unitOfWork.run(actor.tenantId, async () => {
      const { agents, total } = await this.agents.list(actor.tenantId, query);
      const counts = await this.agents.conversationCounts(
        actor.tenantId,
        agents.map((agent) => agent.id),
      );
      return page(
        agents.map((agent) => toAgent(agent, counts.get(agent.id) ?? 0)),
        total,
        query,
      );
    });
  }

  /** One agent, or `agents.not_found`. */
  async get(actor: Actor, id: string): Promise<Agent> {
    return this.unitOfWork.run(actor.tenantId, async () => this.counted(actor, found(await this.agents.byId(actor.tenantId, id))));
  }

  /** The tag that puts the agent on a website. */
  async embed(actor: Actor, id: string): Promise<EmbedCode> {
    const tag = await this.directory.embedOf(actor.tenantId, id);
    if (!tag) throw new DomainError('agents.not_found');
    return tag;
  }

  /** Makes an agent with a public key of its own. */
  async create(actor: Actor, input: CreateAgent): Promise<Agent> {
    return this.unitOfWork.run(actor.tenantId, async () => {
      const agent = this.newAgent(actor, input);
      await this.agents.add(actor.tenantId, agent);
      await this.audit.record(actor, {
        action: 'agent.created',
        targetType: 'agent',
        targetId: agent.id,
        changes: changesBetween(null, { ...input }, AUDITED),
      });
      await this.events.publish(
        actor.tenantId,
        new AgentCreated({ agentId: agent.id, name: agent.name, publicKey: agent.publicKey, createdBy: actor.userId }),
      );
      return toAgent(agent, 0);
    });
  }

  /** Changes what is sent and differs; a patch that changes nothing leaves no trace. */
  async update(actor: Actor, id: string, patch: UpdateAgent): Promise<Agent> {
    return this.unitOfWork.run(actor.tenantId, async () => {
      const agent = found(await this.agents.lock(actor.tenantId, id));
      const changes = changesBetween({ ...agent }, { ...agent, ...patch }, AUDITED);
      if (Object.keys(changes).length > 0) {
        Object.assign(agent, patch, { updatedAt: this.clock.now() });
        await this.agents.change(actor.tenantId, id, { ...patch, updatedAt: agent.updatedAt });
        await this.audit.record(actor, { action: 'agent.updated', targetType: 'agent', targetId: id, changes });
        await this.events.publish(actor.tenantId, new AgentUpdated({ agentId: id, name: agent.name, fields: Object.keys(changes) }));
      }
      return this.counted(actor, agent);
    });
  }

  /** Takes the agent out of service for good. Its conversations stay readable. */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(actor.tenantId, async () => {
      const agent = found(await this.agents.lock(actor.tenantId, id));
      await this.agents.change(actor.tenantId, id, { deletedAt: this.clock.now(), isActive: false });
      await this.audit.record(actor, {
        action: 'agent.deleted',
        targetType: 'agent',
        targetId: id,
        changes: changesBetween({ name: agent.name }, null, ['name']),
      });
      await this.events.publish(actor.tenantId, new AgentDeleted({ agentId: id, name: agent.name }));
    });
  }

  private async counted(actor: Actor, agent: AgentEntity): Promise<Agent> {
    const counts = await this.agents.conversationCounts(actor.tenantId, [agent.id]);
    return toAgent(agent, counts.get(agent.id) ?? 0);
  }

  private newAgent(actor: Actor, input: CreateAgent): AgentEntity {
    const now = this.clock.now();
    return Object.assign(new AgentEntity(), input, {
      id: newId(),
      tenantId: actor.tenantId,
      publicKey: `pk_${randomToken(24)}`,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    });
  }
}

function found(agent: AgentEntity | null): AgentEntity {
  if (!agent) throw new DomainError('agents.not_found');
  return agent;
}
