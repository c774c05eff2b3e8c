import { Injectable } from '@nestjs/common';
import type { WebhookPulse } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { isSilent } from '../domain/webhook-pulse.js';
import { AllTenantsWebhookPulseRepository } from '../persistence/all-tenants-webhook-pulse.repository.js';
import { EndpointVersion } from '../stripe/endpoint-version.js';
import { STRIPE_API_VERSION } from '../stripe/stripe.client.js';

/** How the webhooks are doing. */
@Injectable()
export class WebhookPulseReader {
  constructor(
    private readonly pulse: AllTenantsWebhookPulseRepository,
    private readonly endpoint: EndpointVersion,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<WebhookPulse> {
    const expectedWithinSeconds = this.config.stripe.webhookSilenceSeconds;
    const row = await this.pulse.read();
    return {
      lastEventAt: row.lastEventAt?.toISOString() ?? null,
      expectedWithinSeconds,
      isSilent: isSilent(row, expectedWithinSeconds, this.clock.now()),
      backlog: row.backlog,
      dead: row.dead,
      apiVersion: STRIPE_API_VERSION,
      endpointApiVersion: this.endpoint.current(),
    };
  }
}
