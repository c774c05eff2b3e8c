import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { defineJob, HandlesJob } from '../queues/job.js';
import { AllTenantsOutboxRepository } from './all-tenants-outbox.repository.js';

const RETENTION_MS = 30 * 86_400_000;

export const purgeOutbox = defineJob({ name: 'purge-outbox', queue: 'maintenance', cron: '17 3 * * *' });

/** Deletes dispatched events and the claims of their handlers after 30 days. The audit log, not the outbox, is the record. */
@Injectable()
export class PurgeOutbox {
  private readonly logger = new Logger(PurgeOutbox.name);

  constructor(
    private readonly outbox: AllTenantsOutboxRepository,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(purgeOutbox)
  async run(): Promise<void> {
    const purged = await this.outbox.purge(new Date(this.clock.now().getTime() - RETENTION_MS));
    this.logger.log(`purged ${purged} outbox rows`);
  }
}
