import { Injectable, Logger } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { forEachTenant } from '../../../platform/queues/for-each-tenant.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import type { ReleaseOutcome, UsageKey } from '../domain/usage.js';
import { AllTenantsUsageRepository } from '../persistence/all-tenants-usage.repository.js';

const LIFETIME_MS = 24 * 3_600_000;
const SLICE = 500;

export const expireReservations = defineJob({ name: 'expire-reservations', queue: 'maintenance', every: 10 * 60_000 });

/**
 * Gives back the places of conversations that never qualified: their process died, or the session was never ended. One that did qualify is
 * counted by then, so state and age are all there is to look at.
 */
@Injectable()
export class ExpireReservations {
  private readonly logger = new Logger(ExpireReservations.name);

  constructor(
    private readonly usage: AllTenantsUsageRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AggregateError see `forEachTenant` */
  @HandlesJob(expireReservations)
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LIFETIME_MS);
    let released = 0;
    try {
      await forEachTenant(await this.usage.tenantsReservedBefore(before), async (tenantId) => {
        for await (const outcomes of this.releases(tenantId, before))
          released += outcomes.filter((outcome) => outcome === 'released').length;
      });
    } finally {
      if (released > 0) this.logger.log(`released ${released} reservations that never qualified`);
    }
  }

  private async *releases(tenantId: TenantId, before: Date): AsyncGenerator<ReleaseOutcome[]> {
    const next = (): Promise<UsageKey[]> => this.usage.reservedBefore(tenantId, before, SLICE);
    for (let due = await next(); due.length > 0; due = await next()) yield await this.usage.release(due);
  }
}
