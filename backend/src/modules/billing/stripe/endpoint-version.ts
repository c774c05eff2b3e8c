import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { StripeListsGateway } from './stripe-lists.gateway.js';
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
      const versions = await this.lists.endpointVersions(webhookUrlOf(this.config));
      this.version = foreignAmong(versions) ?? versions.find((version) => version !== null) ?? null;
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
export const foreignAmong = (versions: readonly (string | null)[]): string | null =>
  versions.find((version) => version !== null && version !== STRIPE_API_VERSION) ?? null;

/** What to cry. */
export const mismatchOf = (version: string): string =>
  `the webhook endpoint at Stripe sends API version ${version}, we speak ${STRIPE_API_VERSION}: make an endpoint of our version (docs/guides/stripe-events.md)`;
