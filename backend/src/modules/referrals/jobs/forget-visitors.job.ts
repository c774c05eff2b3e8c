import { Injectable, Logger } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { ReferralVisitService } from '../services/referral-visit.service.js';

/** Soon after midnight, and again in case that turn was missed. */
export const forgetReferralVisitors = defineJob({ name: 'forget-referral-visitors', queue: 'maintenance', cron: '5 * * * *' });

/** Forgets the salts of past days: the hashes of their visitors are of no use to anybody from then on. */
@Injectable()
export class ForgetReferralVisitors {
  private readonly logger = new Logger(ForgetReferralVisitors.name);

  constructor(private readonly visits: ReferralVisitService) {}

  @HandlesJob(forgetReferralVisitors)
  async run(): Promise<void> {
    const days = await this.visits.forgetVisitors();
    if (days > 0) this.logger.log({ message: 'the visitors of past days are forgotten', days });
  }
}
