import { Injectable } from '@nestjs/common';
import type { AgentQuery } from '@orbisvoice/shared-dto';
import { ILike, IsNull, type FindOptionsOrder, type FindOptionsWhere } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { offsetOf } from '../../../platform/http/page.js';
import { AgentEntity } from './agent.entity.js';

const ORDERS: Readonly<Record<AgentQuery['sort'], FindOptionsOrder<AgentEntity>>> = {
  name: { name: 'ASC', id: 'ASC' },
  '-name': { name: 'DESC', id: 'DESC' },
  createdAt: { createdAt: 'ASC', id: 'ASC' },
  '-createdAt': { createdAt: 'DESC', id: 'DESC' },
};

/** Typed text is text: `%` and `_` find themselves. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Agents of a tenant. Only `find` by id sees deleted ones. */
@Injectable()
export class AgentRepository extends TenantRepository<AgentEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(AgentEntity, unitOfWork);
  }

  async add(tenantId: TenantId, agent: AgentEntity): Promise<void> {
    await this.insert(tenantId, [agent]);
  }

  /** A live agent. */
  byId(tenantId: TenantId, id: string): Promise<AgentEntity | null> {
    return this.findOne(tenantId, { id, deletedAt: IsNull() });
  }

  /** A live agent, its row locked until the unit of work ends: two edits at once become one after the other. */
  async lock(tenantId: TenantId, id: string): Promise<AgentEntity | null> {
    await this.sql(tenantId, 'select 1 from agents where tenant_id = $1 and id = $2 for update', [tenantId, id]);
    return this.byId(tenantId, id);
  }

  async change(tenantId: TenantId, id: string, patch: Partial<AgentEntity>): Promise<void> {
    await this.update(tenantId, { id }, patch);
  }

  /** One page and the number of all agents that match. */
  async list(tenantId: TenantId, query: AgentQuery): Promise<{ agents: AgentEntity[]; total: number }> {
    const where: FindOptionsWhere<AgentEntity> = { deletedAt: IsNull() };
    if (query.search) where.name = ILike(containing(query.search));
    if (query.isActive !== undefined) where.isActive = query.isActive;
    const paging = { order: ORDERS[query.sort], skip: offsetOf(query), take: query.pageSize };
    const [agents, total] = await this.findAndCount(tenantId, { where, ...paging });
    return { agents, total };
  }

  /** Conversations per agent, one statement for all of them. */
  async conversationCounts(tenantId: TenantId, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.sql<{ agent_id: string; count: number }>(
      tenantId,
      'select agent_id, count(*)::int as count from conversations where tenant_id = $1 and agent_id = any($2) group by agent_id',
      [tenantId, ids],
    );
    return new Map(rows.map((row) => [row.agent_id, row.count]));
  }
}
