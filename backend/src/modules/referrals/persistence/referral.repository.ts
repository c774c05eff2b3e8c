import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ReferralEntity } from './referral.entity.js';

const COUNTS = `
  select count(*)::int as signed_up, count(*) filter (where status = 'converted')::int as converted
    from referrals where tenant_id = $1`;

/** Companies a tenant has won. */
@Injectable()
export class ReferralRepository extends TenantRepository<ReferralEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(ReferralEntity, unitOfWork);
  }

  async add(tenantId: TenantId, referral: ReferralEntity): Promise<void> {
    await this.insert(tenantId, [referral]);
  }

  /** False when it was converted or reversed before: only the first paid invoice counts. */
  async convert(tenantId: TenantId, id: string, convertedAt: Date): Promise<boolean> {
    return (await this.update(tenantId, { id, status: 'signed_up' }, { status: 'converted', convertedAt })) === 1;
  }

  /** False when there was nothing to take back, or no more. When it was converted stays. */
  async reverse(tenantId: TenantId, id: string): Promise<boolean> {
    return (await this.update(tenantId, { id, status: 'converted' }, { status: 'reversed' })) === 1;
  }

  async counts(tenantId: TenantId): Promise<{ signedUp: number; converted: number }> {
    const [row] = await this.sql<{ signed_up: number; converted: number }>(tenantId, COUNTS, [tenantId]);
    return { signedUp: row?.signed_up ?? 0, converted: row?.converted ?? 0 };
  }
}
