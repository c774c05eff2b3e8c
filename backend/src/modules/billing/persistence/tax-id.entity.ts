import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import type { TaxIdRecord } from '../domain/tax-id-record.js';

/** Our copy of a customer's tax number. */
@Entity('tax_ids')
export class TaxIdEntity extends TenantEntity implements TaxIdRecord {
  @Column({ name: 'stripe_tax_id', type: 'text' })
  stripeTaxId: string;

  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'text' })
  value: string;

  @Column({ type: 'text', nullable: true })
  country: string | null;

  @Column({ type: 'text' })
  status: TaxIdRecord['status'];

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;
}
