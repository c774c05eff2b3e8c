import { Injectable } from '@nestjs/common';
import type { Speaker } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { SpokenSoFar } from '../domain/first-response.js';

/** One thing said. Positions of a conversation run from 0 without gaps. */
@Entity({ name: 'transcript_turns' })
export class TranscriptTurnEntity extends TenantEntity {
  @Column({ name: 'conversation_id', type: 'uuid' })
  conversationId: string;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'speaker', type: 'text' })
  speaker: Speaker;

  @Column({ name: 'text', type: 'text' })
  text: string;

  @InstantColumn({ name: 'started_at' })
  startedAt: Date;

  @Column({ name: 'latency_ms', type: 'integer', nullable: true })
  latencyMs: number | null;

  @Column({ name: 'listen_ms', type: 'integer', nullable: true })
  listenMs: number | null;

  @Column({ name: 'think_ms', type: 'integer', nullable: true })
  thinkMs: number | null;

  @Column({ name: 'speak_ms', type: 'integer', nullable: true })
  speakMs: number | null;
}

const SPOKEN = `
  select min(position) filter (where speaker = 'visitor') as first_visitor, max(position) filter (where speaker = 'agent') as last_agent
    from transcript_turns where tenant_id = $1 and conversation_id = $2`;

/** What was said in a tenant's conversations. */
@Injectable()
export class TranscriptRepository extends TenantRepository<TranscriptTurnEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(TranscriptTurnEntity, unitOfWork);
  }

  async append(tenantId: TenantId, turns: TranscriptTurnEntity[]): Promise<void> {
    await this.insert(tenantId, turns);
  }

  ofConversation(tenantId: TenantId, conversationId: string): Promise<TranscriptTurnEntity[]> {
    return this.find(tenantId, { where: { conversationId }, order: { position: 'ASC' } });
  }

  /** Who has spoken so far, and where. */
  async spokenSoFar(tenantId: TenantId, conversationId: string): Promise<SpokenSoFar> {
    const rows = await this.sql<{ first_visitor: number | null; last_agent: number | null }>(tenantId, SPOKEN, [tenantId, conversationId]);
    return { firstVisitor: rows[0]?.first_visitor ?? null, lastAgent: rows[0]?.last_agent ?? null };
  }

  /** When the last turn began; null when nothing was said. */
  async lastTurnAt(tenantId: TenantId, conversationId: string): Promise<Date | null> {
    const [last] = await this.find(tenantId, { where: { conversationId }, order: { position: 'DESC' }, take: 1 });
    return last?.startedAt ?? null;
  }
}
