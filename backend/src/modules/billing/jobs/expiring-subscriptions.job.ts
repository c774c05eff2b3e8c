import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsExpiringRepository, type ExpiringSubscription } from '../persistence/all-tenants-expiring.repository.js';
import { BillingNotices } from '../services/billing-notices.service.js';
import { forEachTenant } from '../../../platform/queues/for-each-tenant.js';

const NOTICE_MS = 7 * 86_400_000;
const SLICE = 200;

export const tellExpiring = defineJob({ name: 'tell-expiring-subscriptions', queue: 'maintenance', cron: '15 6 * * *' });

/** Tells tenants a week before that their plan ends, as they asked for. */
@Injectable()
export class TellExpiringSubscriptions {
  constructor(
    private readonly expiring: AllTenantsExpiringRepository,
    private readonly notices: BillingNotices,
    private readonly clock: Clock,
  ) {}

  /** @throws AggregateError see `forEachTenant` */
  @HandlesJob(tellExpiring)
  async run(): Promise<void> {
    await forEachTenant(this.untold(), ({ tenantId, stripeSubscriptionId }) =>
      this.notices.expiring(tenantId, stripeSubscriptionId, { kind: 'system', tenantId, name: 'Billing', origin: systemOrigin() }),
    );
  }

  /** Who was told is gone from the next page; who could not be told stays, and is not asked for twice. */
  private async *untold(): AsyncGenerator<ExpiringSubscription> {
    const now = this.clock.now();
    const before = new Date(now.getTime() + NOTICE_MS);
    const seen = new Set<string>();
    for (;;) {
      const page = await this.expiring.untold({ now, before, limit: SLICE + seen.size });
      const fresh = page.filter(({ stripeSubscriptionId }) => !seen.has(stripeSubscriptionId));
      if (fresh.length === 0) return;
      for (const one of fresh) seen.add(one.stripeSubscriptionId);
      yield* fresh;
    }
  }
}
