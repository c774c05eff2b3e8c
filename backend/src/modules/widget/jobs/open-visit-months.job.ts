import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { monthStart } from '../../../platform/clock/month-start.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsVisitMonthRepository } from '../persistence/all-tenants-visit-month.repository.js';

export const openVisitMonths = defineJob({ name: 'open-visit-months', queue: 'maintenance', cron: '11 2 * * *' });

/** The workers may be away for two months before a visit finds no partition. */
const MONTHS_AHEAD = 2;

/** Makes the partitions of the visits before they are needed, and says so when it was too late. */
@Injectable()
export class OpenVisitMonths implements OnModuleInit {
  private readonly logger = new Logger(OpenVisitMonths.name);

  constructor(
    private readonly months: AllTenantsVisitMonthRepository,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'orbis_widget_unplaced_visits',
      'Visits of months that have no partition: the job that makes them did not run',
      [],
      () => this.months.unplaced(),
    );
  }

  @HandlesJob(openVisitMonths)
  async run(): Promise<void> {
    const now = this.clock.now();
    for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      const month = monthStart(now, ahead);
      const moved = await this.months.open(month);
      if (moved > 0) this.logger.warn({ message: 'visits waited for the partition of their month', moved, month: month.toISOString() });
    }
  }
}
