import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Integrations } from '../../../platform/reports/integrations.js';
import { foreignAmong, webhookUrlOf } from './endpoint-version.js';
import { StripeListsGateway } from './stripe-lists.gateway.js';
import { StripeClient } from './stripe.client.js';

/** Tells staff's page about Stripe: its API, and the webhook that brings its events. Both probes only read. */
@Injectable()
export class StripeIntegrations implements OnModuleInit {
  constructor(
    private readonly integrations: Integrations,
    private readonly client: StripeClient,
    private readonly lists: StripeListsGateway,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.integrations.add({ name: 'stripe', kind: 'payments', probe: () => this.askApi() });
    this.integrations.add({ name: 'stripe-webhook', kind: 'webhooks', probe: () => this.askEndpoint() });
  }

  private async askApi(): Promise<string> {
    await this.client.call((stripe) => stripe.products.list({ limit: 1 }));
    return this.client.isLivemode ? 'The API takes our key (live money)' : 'The API takes our key (test mode)';
  }

  /** Whether Stripe would send us anything: an event that nobody sends raises no signature error either. */
  private async askEndpoint(): Promise<string> {
    const ours = (await this.lists.endpoints()).filter(({ url }) => url === webhookUrlOf(this.config));
    if (ours.length === 0) throw new Error(`Stripe has no enabled endpoint at ${webhookUrlOf(this.config)}`);
    const foreign = foreignAmong(ours);
    return foreign === null ? 'Our endpoint is enabled' : `Our endpoint is enabled, and speaks API version ${foreign}`;
  }
}
