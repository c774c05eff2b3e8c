import { Injectable } from '@nestjs/common';
import type { ToolStatus } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** One execution of a tool by an agent: an attempt of a call, which it is alone unless the integrator named the call. */
@Entity({ name: 'tool_executions' })
export class ToolExecutionEntity extends TenantEntity {
  @Column({ name: 'conversation_id', type: 'uuid' })
  conversationId: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'status', type: 'text' })
  status: ToolStatus;

  @Column({ name: 'duration_ms', type: 'integer' })
  durationMs: number;

  @Column({ name: 'error', type: 'text', nullable: true })
  error: string | null;

  @InstantColumn({ name: 'executed_at' })
  executedAt: Date;

  @Column({ name: 'call_id', type: 'text', nullable: true })
  callId: string | null;

  @Column({ name: 'attempt', type: 'integer', default: 1 })
  attempt: number;

  @Column({ name: 'is_last', type: 'boolean', default: true })
  isLast: boolean;
}

/** Executions of tools in a tenant's conversations. */
@Injectable()
export class ToolExecutionRepository extends TenantRepository<ToolExecutionEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(ToolExecutionEntity, unitOfWork);
  }

  async add(tenantId: TenantId, execution: ToolExecutionEntity): Promise<void> {
    await this.insert(tenantId, [execution]);
  }

  /** The attempt that the next one of the call follows; null before the first. Whoever asks holds the conversation's row. */
  lastOf(tenantId: TenantId, conversationId: string, callId: string): Promise<ToolExecutionEntity | null> {
    return this.findOne(tenantId, { conversationId, callId, isLast: true });
  }

  /** Another attempt follows: the call is no longer judged by this one. */
  async followed(tenantId: TenantId, id: string): Promise<void> {
    await this.update(tenantId, { id }, { isLast: false });
  }

  ofConversation(tenantId: TenantId, conversationId: string): Promise<ToolExecutionEntity[]> {
    return this.find(tenantId, { where: { conversationId }, order: { executedAt: 'ASC', id: 'ASC' } });
  }
}
