import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsWebhookPulseRepository } from '../persistence/all-tenants-webhook-pulse.repository.js';
import { WebhookPulseReader } from '../services/webhook-pulse.service.js';
import { EndpointVersion, mismatchOf } from '../stripe/endpoint-version.js';

export const watchWebhooks = defineJob({ name: 'watch-webhooks', queue: 'maintenance', every: 5 * 60_000 });

/** Cries once when the webhooks have been silent for longer than expected, and once for each foreign version of the endpoint. */
@Injectable()
export class WatchWebhooks {
  private readonly logger = new Logger(WatchWebhooks.name);

  constructor(
    private readonly pulse: WebhookPulseReader,
    private readonly alarms: AllTenantsWebhookPulseRepository,
    private readonly endpoint: EndpointVersion,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(watchWebhooks)
  async run(): Promise<void> {
    await this.endpoint.refresh();
    const { isSilent, lastEventAt, apiVersion, endpointApiVersion } = await this.pulse.read();
    await this.watch('silence', isSilent ? (lastEventAt ?? 'never') : null, (last) =>
      this.logger.warn({ message: 'no event of Stripe arrived for longer than expected: look at the webhook endpoint', lastEventAt: last }),
    );
    const foreign = endpointApiVersion !== null && endpointApiVersion !== apiVersion ? endpointApiVersion : null;
    await this.watch('version', foreign, (version) => this.logger.error(mismatchOf(version)));
  }

  private async watch(kind: 'silence' | 'version', subject: string | null, cry: (subject: string) => void): Promise<void> {
    if (subject === null) await this.alarms.clear(kind);
    else if (await this.alarms.raise(kind, subject, this.clock.now())) cry(subject);
  }
}
