import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { AllTenantsRevenueDifferenceRepository } from '../persistence/all-tenants-revenue-difference.repository.js';

/** How many tenants' ledger differs from their subscriptions: the red notice of the revenue page as a gauge, and as the figure of an alert. */
@Injectable()
export class RevenueDifference implements OnModuleInit {
  constructor(
    private readonly differences: AllTenantsRevenueDifferenceRepository,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('orbis_revenue_difference_tenants', 'Tenants whose MRR ledger differs from their subscriptions', [], () =>
      this.tenants(),
    );
  }

  tenants(now = this.clock.now()): Promise<number> {
    return this.differences.tenants(now);
  }
}
