import { Column, Entity } from 'typeorm';
import type { MrrMovementKind, PlanCode } from '@orbisvoice/shared-dto/values';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { MoneyColumn } from '../../../platform/database/money.column.js';

/** One line of the ledger of recurring revenue. Lines are added, never changed. */
@Entity('mrr_movements')
export class MrrMovementEntity extends TenantEntity {
  @InstantColumn({ name: 'occurred_at' })
  occurredAt: Date;

  @Column({ type: 'text' })
  kind: MrrMovementKind;

  @MoneyColumn()
  amount: number;

  @MoneyColumn({ name: 'mrr_before' })
  mrrBefore: number;

  @MoneyColumn({ name: 'mrr_after' })
  mrrAfter: number;

  @Column({ type: 'text' })
  currency: string;

  @Column({ name: 'plan_from', type: 'text', nullable: true })
  planFrom: PlanCode | null;

  @Column({ name: 'plan_to', type: 'text', nullable: true })
  planTo: PlanCode | null;

  @Column({ name: 'source_event_id', type: 'text', nullable: true })
  sourceEventId: string | null;
}
