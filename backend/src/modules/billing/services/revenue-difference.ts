import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { AllTenantsRevenueDifferenceRepository } from '../persistence/all-tenants-revenue-difference.repository.js';

/** Three turns of the job that compares: an older answer says nothing about now. */
const STALE_MS = 15 * 60_000;

/**
 * How many tenants' ledger differs from their subscriptions: the red notice of the revenue page as a gauge, and as the figure of an alert.
 * Comparing reads the whole ledger, so a job does it every few minutes, and who asks gets what it found.
 */
@Injectable()
export class RevenueDifference implements OnModuleInit {
  constructor(
    private readonly differences: AllTenantsRevenueDifferenceRepository,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'orbis_revenue_difference_tenants',
      'Tenants whose MRR ledger differs from their subscriptions',
      [],
      async () => (await this.tenants()) ?? [],
    );
  }

  /** Compares now, for {@link tenants}. */
  async check(): Promise<void> {
    const at = this.clock.now();
    await this.differences.remember({ tenants: await this.differences.compare(at), at });
  }

  /** What the latest comparison found; null when none was made for a while, which is not the same as none that differ. */
  async tenants(now = this.clock.now()): Promise<number | null> {
    const latest = await this.differences.latest();
    return latest && now.getTime() - latest.at.getTime() <= STALE_MS ? latest.tenants : null;
  }
}
