import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { SubscriptionEntity } from './subscription.entity.js';

@Injectable()
export class SubscriptionRepository extends TenantRepository<SubscriptionEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(SubscriptionEntity, unitOfWork);
  }

  /** All subscriptions a tenant ever had. */
  all(tenantId: TenantId): Promise<SubscriptionEntity[]> {
    return this.find(tenantId, { order: { startedAt: 'ASC' } });
  }

  byStripeId(tenantId: TenantId, stripeSubscriptionId: string): Promise<SubscriptionEntity | null> {
    return this.findOne(tenantId, { stripeSubscriptionId });
  }

  /** Writes what Stripe has over what we have, by Stripe's id. */
  async put(tenantId: TenantId, record: SubscriptionRecord, now: Date): Promise<void> {
    const id = record.stripeSubscriptionId;
    if ((await this.update(tenantId, { stripeSubscriptionId: id }, { ...record, updatedAt: now })) > 0) return;
    await this.insert(tenantId, [{ ...record, id: newId(), createdAt: now, updatedAt: now }]);
  }
}
