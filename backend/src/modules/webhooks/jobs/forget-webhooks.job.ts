import { Injectable, Logger } from '@nestjs/common';
import { WEBHOOK_KEPT_DAYS } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsWebhookLineRepository } from '../persistence/all-tenants-webhook-line.repository.js';

const DAY_MS = 86_400_000;
const SLICE = 2_000;

export const forgetWebhooks = defineJob({ name: 'forget-webhooks', queue: 'maintenance', cron: '17 4 * * *' });

/** Ends what was sent, what was answered and what still waits after 30 days: messages name people's doings, and nobody needs them longer. */
@Injectable()
export class ForgetWebhooks {
  private readonly logger = new Logger(ForgetWebhooks.name);

  constructor(
    private readonly line: AllTenantsWebhookLineRepository,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(forgetWebhooks)
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - WEBHOOK_KEPT_DAYS * DAY_MS);
    let total = 0;
    for (let gone = SLICE; gone === SLICE; total += gone) gone = await this.line.forget(before, SLICE);
    this.logger.log(`forgot ${total} messages to endpoints of workspaces`);
  }
}
