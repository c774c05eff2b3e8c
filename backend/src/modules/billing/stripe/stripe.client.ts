import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { IntegrationJournal } from '../../../platform/reports/integration-journal.js';

/** The version every request and our types agree on. */
export const STRIPE_API_VERSION = '2026-10-28.endive';
const DEADLINE_MS = 10_000;
const RETRIES = 2;
const SIGNATURE_TOLERANCE_SECONDS = 300;

/**
 * The connection to Stripe. Each call has a deadline and a bounded number of retries with the same idempotency key; when Stripe cannot be
 * reached, callers get `stripe_unavailable` and nothing was decided.
 */
@Injectable()
export class StripeClient {
  private readonly stripe: Stripe;

  constructor(
    private readonly config: Config,
    private readonly journal: IntegrationJournal,
  ) {
    this.stripe = new Stripe(config.stripe.secretKey, {
      apiVersion: STRIPE_API_VERSION,
      telemetry: false,
      timeout: DEADLINE_MS,
      maxNetworkRetries: RETRIES,
      ...addressOf(config.stripe.apiUrl),
    });
  }

  /** Whether this process talks to live money. */
  get isLivemode(): boolean {
    return /^.._live_/.test(this.config.stripe.secretKey);
  }

  /** @throws DomainError `stripe_unavailable` while Stripe cannot be reached; any other refusal of Stripe as it is */
  async call<T>(request: (stripe: Stripe) => Promise<T>): Promise<T> {
    try {
      return await this.journal.watch('stripe', () => request(this.stripe), isFault);
    } catch (error) {
      if (isOutage(error)) throw new DomainError('stripe_unavailable');
      throw error;
    }
  }

  /**
   * The event behind a signed body. Several secrets are tried: two are valid while one is rotated.
   * @throws DomainError `billing.signature_invalid`
   */
  verify(body: string, signature: string): Stripe.Event {
    for (const secret of this.config.stripe.webhookSecrets) {
      try {
        return this.stripe.webhooks.constructEvent(body, signature, secret, SIGNATURE_TOLERANCE_SECONDS);
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw new DomainError('request.malformed_json');
      }
    }
    throw new DomainError('billing.signature_invalid');
  }
}

const isOutage = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeAPIError ||
  error instanceof Stripe.errors.StripeRateLimitError;

/** What somebody has to look at; any other refusal shows that Stripe is there and knows us. */
const isFault = (error: unknown): boolean =>
  isOutage(error) || error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError;

/** Where the API is, when it is not Stripe's own. */
function addressOf(apiUrl: string | undefined): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  if (!apiUrl) return {};
  const url = new URL(apiUrl);
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  return { host: url.hostname, port: url.port || (protocol === 'https' ? 443 : 80), protocol };
}
