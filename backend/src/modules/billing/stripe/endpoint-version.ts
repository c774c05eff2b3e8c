import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { StripeListsGateway, type WebhookEndpoint } from './stripe-lists.gateway.js';
import { STRIPE_API_VERSION } from './stripe.client.js';

const FRESH_MS = 10 * 60_000;

/**
 * The API version our webhook endpoint sends. Read at boot and at most every ten minutes, beside the work: whoever asks gets what was read
 * last, so that a slow Stripe delays no page.
 */
@Injectable()
export class EndpointVersion implements OnApplicationBootstrap {
  private readonly logger = new Logger(EndpointVersion.name);
  private version: string | null = null;
  private readAt: Date | null = null;
  private reading: Promise<void> | null = null;

  constructor(
    private readonly lists: StripeListsGateway,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    void this.refresh();
  }

  /** What was read last; null when there is no endpoint of ours, when it follows the account, or when it cannot be read. */
  current(): string | null {
    if (this.readAt === null || this.clock.now().getTime() - this.readAt.getTime() > FRESH_MS) void this.refresh();
    return this.version;
  }

  /** Reads it now; never fails. */
  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    this.readAt = this.clock.now();
    try {
      const endpoints = await this.lists.endpoints();
      const [url, { pathname }] = [webhookUrlOf(this.config), new URL(webhookUrlOf(this.config))];
      const exact = endpoints.filter((one) => one.url === url);
      // Stripe may know us by another name than people do
      const ours = exact.length > 0 ? exact : endpoints.filter((one) => new URL(one.url).pathname === pathname);
      this.version = foreignAmong(ours) ?? ours.find(({ apiVersion }) => apiVersion !== null)?.apiVersion ?? null;
    } catch (error) {
      this.version = null;
      this.logger.warn({
        message: 'the webhook endpoint at Stripe cannot be read',
        reason: error instanceof Error ? error.message : String(error),
      });
      return;
    }
    if (this.version !== null && this.version !== STRIPE_API_VERSION) this.logger.error(mismatchOf(this.version));
  }
}

/** Where Stripe sends its events. */
export const webhookUrlOf = (config: Config): string => `${config.http.publicUrl}/api/webhooks/stripe`;

/** The version of an endpoint that does not speak ours; one that follows the account does not say which it speaks. */
export const foreignAmong = (endpoints: readonly WebhookEndpoint[]): string | null =>
  endpoints.find(({ apiVersion }) => apiVersion !== null && apiVersion !== STRIPE_API_VERSION)?.apiVersion ?? null;

/** What to cry. */
export const mismatchOf = (version: string): string =>
  `the webhook endpoint at Stripe sends API version ${version}, we speak ${STRIPE_API_VERSION}: make an endpoint of our version (docs/guides/stripe-events.md)`;
