import { Injectable } from '@nestjs/common';
import type { ToolStatus } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** One call of a tool by an agent. */
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
}

/** Tool calls of a tenant's conversations. */
@Injectable()
export class ToolExecutionRepository extends TenantRepository<ToolExecutionEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(ToolExecutionEntity, unitOfWork);
  }

  async add(tenantId: TenantId, execution: ToolExecutionEntity): Promise<void> {
    await this.insert(tenantId, [execution]);
  }

  ofConversation(tenantId: TenantId, conversationId: string): Promise<ToolExecutionEntity[]> {
    return this.find(tenantId, { where: { conversationId }, order: { executedAt: 'ASC', id: 'ASC' } });
  }
}
