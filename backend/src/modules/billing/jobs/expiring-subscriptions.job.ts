import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsExpiringRepository } from '../persistence/all-tenants-expiring.repository.js';
import { BillingNotices } from '../services/billing-notices.service.js';

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

  @HandlesJob(tellExpiring)
  async run(): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() + NOTICE_MS);
    for (let due = await this.next(now, before); due.length > 0; due = await this.next(now, before)) {
      for (const { tenantId, stripeSubscriptionId } of due) {
        const actor = { kind: 'system' as const, tenantId, name: 'Billing', origin: systemOrigin() };
        await this.notices.expiring(tenantId, stripeSubscriptionId, actor);
      }
      if (due.length < SLICE) return;
    }
  }

  private next(now: Date, before: Date): ReturnType<AllTenantsExpiringRepository['untold']> {
    return this.expiring.untold({ now, before, limit: SLICE });
  }
}
