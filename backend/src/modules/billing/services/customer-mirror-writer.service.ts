import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { AuditActor } from '../../audit/index.js';
import { TenantService } from '../../tenants/index.js';
import { BillingProfileRepository } from '../persistence/billing-profile.repository.js';
import { TaxIdRepository } from '../persistence/tax-id.repository.js';
import type { ProfileSnapshot } from '../stripe/profile.mapper.js';
import { CustomerNews } from './customer-news.service.js';

/** Writes a customer's state down and tells what is new. Works in the open unit of work. */
@Injectable()
export class CustomerMirrorWriter {
  constructor(
    private readonly tenants: TenantService,
    private readonly profiles: BillingProfileRepository,
    private readonly taxIds: TaxIdRepository,
    private readonly news: CustomerNews,
    private readonly clock: Clock,
  ) {}

  async put(tenantId: TenantId, { profile, email, taxIds }: ProfileSnapshot, actor: AuditActor): Promise<void> {
    const before = {
      card: (await this.profiles.find(tenantId))?.card ?? null,
      email: (await this.tenants.get(tenantId)).billingEmail,
      taxIds: await this.taxIds.all(tenantId),
    };
    await this.profiles.put(tenantId, profile, this.clock.now());
    await this.taxIds.put(tenantId, taxIds);
    if (email !== null && email !== before.email) await this.tenants.update(tenantId, { billingEmail: email });
    await this.news.tell({ tenantId, actor }, before, { card: profile.card, email: email ?? before.email, taxIds });
  }
}
