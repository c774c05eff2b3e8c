import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { copiesSince } from '../domain/copy-until.js';
import { AllTenantsDueEmailsRepository } from '../persistence/all-tenants-due-emails.repository.js';

export const purgeEmailCopies = defineJob({ name: 'purge-email-copies', queue: 'maintenance', cron: '37 3 * * *' });

/** Empties mails after 30 days: that one was sent, to whom and when stays on record, what it said does not. */
@Injectable()
export class PurgeEmailCopies {
  private readonly logger = new Logger(PurgeEmailCopies.name);

  constructor(
    private readonly messages: AllTenantsDueEmailsRepository,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(purgeEmailCopies)
  async run(): Promise<void> {
    const purged = await this.messages.purgeData(copiesSince(this.clock.now()));
    this.logger.log(`purged what ${purged} mails said`);
  }
}
