import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsCredentialRepository } from '../persistence/all-tenants-credential.repository.js';

/** Long enough to show a person (or support) where they were signed in last month. */
const RETENTION_MS = 30 * 86_400_000;
/** As long as the cookie by which a browser proves itself lives. */
const DEVICE_MS = 365 * 86_400_000;

export const purgeCredentials = defineJob({ name: 'purge-credentials', queue: 'maintenance', cron: '43 3 * * *' });

/** Deletes what can no longer sign anybody in: sessions long over (their refresh tokens go with them), old links, forgotten failures, devices
 * nobody uses. */
@Injectable()
export class PurgeCredentials {
  private readonly logger = new Logger(PurgeCredentials.name);

  constructor(
    private readonly credentials: AllTenantsCredentialRepository,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(purgeCredentials)
  async run(): Promise<void> {
    const now = this.clock.now().getTime();
    const purged = await this.credentials.purge(new Date(now - RETENTION_MS), new Date(now - DEVICE_MS));
    this.logger.log(`purged ${purged} sessions, links, attempts and devices`);
  }
}
