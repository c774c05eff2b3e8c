import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { monthStart } from '../../../platform/clock/month-start.js';
import { Config } from '../../../platform/config/config.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsVisitMonthRepository } from '../persistence/all-tenants-visit-month.repository.js';

export const forgetWidgetVisits = defineJob({ name: 'forget-widget-visits', queue: 'maintenance', cron: '31 2 * * *' });

/** Few enough for a statement that holds up nobody. */
const BATCH = 5_000;

/** Deletes visits whose time is over: whole months (UTC) by their partition, and what waits outside of any in batches. */
@Injectable()
export class ForgetWidgetVisits {
  private readonly logger = new Logger(ForgetWidgetVisits.name);
  private readonly forgotten;

  constructor(
    private readonly months: AllTenantsVisitMonthRepository,
    private readonly config: Config,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.forgotten = metrics.counter('orbis_widget_visits_forgotten_total', 'Visits of the widget deleted because their time was over');
  }

  /** @returns how many visits were deleted */
  @HandlesJob(forgetWidgetVisits)
  async run(): Promise<number> {
    const since = monthStart(this.clock.now(), -this.config.visits.retentionMonths);
    return (await this.dropMonths(since)) + (await this.forgetUnplaced(since));
  }

  private async dropMonths(since: Date): Promise<number> {
    let visits = 0;
    for (;;) {
      const dropped = await this.months.drop(since);
      if (!dropped) return visits;
      visits += dropped.visits;
      this.forgotten.inc(dropped.visits);
      this.logger.log({ message: 'a month of visits is deleted: its time is over', ...dropped });
    }
  }

  private async forgetUnplaced(since: Date): Promise<number> {
    let visits = 0;
    for (;;) {
      const gone = await this.months.forgetUnplaced(since, BATCH);
      visits += gone;
      this.forgotten.inc(gone);
      if (gone === BATCH) continue;
      if (visits > 0) this.logger.log({ message: 'visits without a month are deleted: their time is over', visits });
      return visits;
    }
  }
}
