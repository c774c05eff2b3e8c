import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsAccessRepository } from '../persistence/all-tenants-access.repository.js';
import { SubscriptionService } from '../services/subscription.service.js';
import { forEachTenant } from '../../../platform/queues/for-each-tenant.js';

const SLICE = 200;

export const expireAccess = defineJob({ name: 'expire-access', queue: 'maintenance', every: 5 * 60_000 });

/** Ends paid access whose time is over by the clock: the grace of an overdue payment, a cancellation that Stripe has not reported yet. */
@Injectable()
export class ExpireAccess {
  constructor(
    private readonly access: AllTenantsAccessRepository,
    private readonly subscriptions: SubscriptionService,
    private readonly clock: Clock,
  ) {}

  /** @throws AggregateError see `forEachTenant` */
  @HandlesJob(expireAccess)
  async run(): Promise<void> {
    const now = this.clock.now();
    await forEachTenant(await this.access.withEndedAccess(now, SLICE), (tenantId) =>
      this.subscriptions.reconsider(tenantId, { now, occurredAt: now, eventId: null }),
    );
  }
}
