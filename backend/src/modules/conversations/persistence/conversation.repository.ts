import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ConversationEntity } from './conversation.entity.js';

const INSERT = `
  insert into conversations (id, tenant_id, agent_id, session_id, channel, status, outcome, started_at, visitor_id, country, device, browser, turn_count)
  values ($1, $2, $3, $4, $5, 'open', 'unknown', $6, $7, $8, $9, $10, 0)
  on conflict (tenant_id, session_id) do nothing returning id`;

/** What a conversation is started with. */
export type NewConversation = Pick<
  ConversationEntity,
  'id' | 'agentId' | 'sessionId' | 'channel' | 'startedAt' | 'visitorId' | 'country' | 'device' | 'browser'
>;

/** Conversations of a tenant, for writing. Reading for display is `ConversationReader`. */
@Injectable()
export class ConversationRepository extends TenantRepository<ConversationEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(ConversationEntity, unitOfWork);
  }

  byId(tenantId: TenantId, id: string): Promise<ConversationEntity | null> {
    return this.findOne(tenantId, { id });
  }

  bySession(tenantId: TenantId, sessionId: string): Promise<ConversationEntity | null> {
    return this.findOne(tenantId, { sessionId });
  }

  /** False when the session already has a conversation: another request was faster. */
  async insertUnlessStarted(tenantId: TenantId, row: NewConversation): Promise<boolean> {
    const { id, agentId, sessionId, channel, startedAt, visitorId, country, device, browser } = row;
    const values = [id, tenantId, agentId, sessionId, channel, startedAt, visitorId, country, device, browser];
    return (await this.sql(tenantId, INSERT, values)).length === 1;
  }

  /** The row, locked until the unit of work ends: writers of one conversation take turns. */
  async lock(tenantId: TenantId, id: string): Promise<ConversationEntity | null> {
    await this.sql(tenantId, 'select 1 from conversations where tenant_id = $1 and id = $2 for update', [tenantId, id]);
    return this.byId(tenantId, id);
  }

  async openIds(tenantId: TenantId): Promise<string[]> {
    const rows = await this.sql<{ id: string }>(tenantId, `select id from conversations where tenant_id = $1 and status = 'open'`, [
      tenantId,
    ]);
    return rows.map(({ id }) => id);
  }

  async change(tenantId: TenantId, id: string, patch: Partial<ConversationEntity>): Promise<void> {
    await this.update(tenantId, { id }, patch);
  }

  /** Deletes the row; its turns and tool executions go with it by foreign key. */
  async delete(tenantId: TenantId, id: string): Promise<void> {
    await this.remove(tenantId, { id });
  }
}
