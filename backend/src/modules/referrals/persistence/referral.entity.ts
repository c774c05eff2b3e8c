import type { ReferralStatus } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';

/** One company that signed up with a code. The row belongs to the tenant whose code it was. */
@Entity({ name: 'referrals' })
export class ReferralEntity extends TenantEntity {
  @Column({ name: 'referee_tenant_id', type: 'uuid' })
  refereeTenantId: string;

  @Column({ name: 'code', type: 'text' })
  code: string;

  /** Where the link was; `direct` when it did not say. */
  @Column({ name: 'channel', type: 'text' })
  channel: string;

  @Column({ name: 'status', type: 'text' })
  status: ReferralStatus;

  @InstantColumn({ name: 'signed_up_at' })
  signedUpAt: Date;

  @InstantColumn({ name: 'converted_at', nullable: true })
  convertedAt: Date | null;
}
