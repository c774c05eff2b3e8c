import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { monthStart } from '../../../platform/clock/month-start.js';
import { Config } from '../../../platform/config/config.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsReferralVisitRepository } from '../persistence/all-tenants-referral-visit.repository.js';

export const forgetReferralVisits = defineJob({ name: 'forget-referral-visits', queue: 'maintenance', cron: '41 2 * * *' });

/** Few enough for a statement that holds up nobody. */
const BATCH = 5_000;

/** Deletes visits to links whose time is over. Who signed up, and what is paid for it, stays: that stands with the referral. */
@Injectable()
export class ForgetReferralVisits {
  private readonly logger = new Logger(ForgetReferralVisits.name);
  private readonly forgotten;

  constructor(
    private readonly visits: AllTenantsReferralVisitRepository,
    private readonly config: Config,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.forgotten = metrics.counter(
      'orbis_referral_visits_forgotten_total',
      'Visits to referral links deleted because their time was over',
    );
  }

  /** @returns how many visits were deleted */
  @HandlesJob(forgetReferralVisits)
  async run(): Promise<number> {
    const since = monthStart(this.clock.now(), -this.config.visits.retentionMonths);
    let visits = 0;
    for (;;) {
      const gone = await this.visits.forgetBefore(since, BATCH);
      visits += gone;
      this.forgotten.inc(gone);
      if (gone === BATCH) continue;
      if (visits > 0) this.logger.log({ message: 'visits to referral links are deleted: their time is over', visits, since });
      return visits;
    }
  }
}
