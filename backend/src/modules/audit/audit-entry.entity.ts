import { Column, Entity } from 'typeorm';
import type { ActorKind, EventName } from '@orbisvoice/shared-dto/values';
import { TenantEntity } from '../../platform/database/base.entity.js';
import { InstantColumn } from '../../platform/database/instant.column.js';

/** Who did what, when and from where. Rows are only ever added: the database refuses update and delete. */
@Entity('audit_entries')
export class AuditEntryRow extends TenantEntity {
  @InstantColumn()
  at: Date;

  @Column({ type: 'text' })
  action: EventName;

  @Column({ name: 'actor_kind', type: 'text' })
  actorKind: ActorKind;

  @Column({ name: 'actor_id', type: 'text', nullable: true })
  actorId: string | null;

  @Column({ name: 'actor_name', type: 'text', nullable: true })
  actorName: string | null;

  @Column({ name: 'impersonator_id', type: 'uuid', nullable: true })
  impersonatorId: string | null;

  @Column({ name: 'target_type', type: 'text' })
  targetType: string;

  @Column({ name: 'target_id', type: 'text', nullable: true })
  targetId: string | null;

  @Column({ type: 'jsonb' })
  changes: Record<string, unknown>;

  @Column({ type: 'text', nullable: true })
  ip: string | null;

  @Column({ name: 'trace_id', type: 'text', nullable: true })
  traceId: string | null;
}
