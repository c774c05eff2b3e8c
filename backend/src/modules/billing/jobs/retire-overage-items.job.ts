import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsOverageRepository } from '../persistence/all-tenants-overage.repository.js';
import { OverageItems } from '../services/overage-items.service.js';
import { SubscriptionService } from '../services/subscription.service.js';
import { forEachTenant } from '../../../platform/queues/for-each-tenant.js';

const SLICE = 100;

export const retireOverageItems = defineJob({ name: 'retire-overage-items', queue: 'maintenance', cron: '25 * * * *' });

/** Takes metered items away that were switched off while units were on them, once those are billed. */
@Injectable()
export class RetireOverageItems {
  constructor(
    private readonly overage: AllTenantsOverageRepository,
    private readonly subscriptions: SubscriptionService,
    private readonly items: OverageItems,
    private readonly clock: Clock,
  ) {}

  /** @throws AggregateError see `forEachTenant` */
  @HandlesJob(retireOverageItems)
  async run(): Promise<void> {
    await forEachTenant(await this.overage.withIdleItem(this.clock.now(), SLICE), (tenantId) => this.retire(tenantId));
  }

  private async retire(tenantId: TenantId): Promise<void> {
    const live = (await this.subscriptions.all(tenantId)).find((record) => record.stripeOverageItemId !== null && record.endedAt === null);
    if (live) await this.items.remove({ kind: 'system', tenantId, name: 'Billing', origin: systemOrigin() }, live);
  }
}
