import { Injectable } from '@nestjs/common';
import { monthlyLookupKey, type PlanCode } from '@orbisvoice/shared-dto/values';
import Stripe from 'stripe';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';

export type StripeSubscription = Stripe.Subscription;
export type StripeInvoice = Stripe.Invoice;
export type StripePrice = Stripe.Price;
export type StripeEvent = Stripe.Event;
export type CancelFeedback = NonNullable<Stripe.SubscriptionUpdateParams.CancellationDetails['feedback']>;

/** The version every request and our types agree on. */
export const STRIPE_API_VERSION = '2026-10-28.endive';
const DEADLINE_MS = 10_000;
const RETRIES = 2;
const SIGNATURE_TOLERANCE_SECONDS = 300;

/** What a Checkout session is made of. */
export interface CheckoutRequest {
  readonly tenantId: TenantId;
  readonly customerId: string;
  readonly plan: PlanCode;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly idempotencyKey: string;
}

/** A plan to sell. */
export interface CatalogueEntry {
  readonly code: PlanCode;
  readonly name: string;
  readonly description: string;
  readonly priceMonthly: number;
  readonly currency: string;
}

/**
 * The only way to Stripe. Each call has a deadline and a bounded number of retries with the same idempotency key; when Stripe cannot be
 * reached, callers get `billing.provider_unavailable` and nothing was decided.
 */
@Injectable()
export class StripeGateway {
  private readonly stripe: Stripe;

  constructor(private readonly config: Config) {
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

  /**
   * The event behind a signed body. Several secrets are tried: two are valid while one is rotated.
   * @throws DomainError `billing.signature_invalid`
   */
  verify(body: Buffer, signature: string): StripeEvent {
    for (const secret of this.config.stripe.webhookSecrets) {
      try {
        return this.stripe.webhooks.constructEvent(body, signature, secret, SIGNATURE_TOLERANCE_SECONDS);
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw new DomainError('request.malformed_json');
      }
    }
    throw new DomainError('billing.signature_invalid');
  }

  subscription(id: string): Promise<StripeSubscription> {
    return this.call(() => this.stripe.subscriptions.retrieve(id));
  }

  invoice(id: string): Promise<StripeInvoice> {
    return this.call(() => this.stripe.invoices.retrieve(id));
  }

  price(id: string): Promise<StripePrice> {
    return this.call(() => this.stripe.prices.retrieve(id));
  }

  /** The tenant's customer; the same key gives the same customer when an answer was lost. */
  async createCustomer(tenantId: TenantId, facts: { email: string; name: string }): Promise<string> {
    const customer = await this.call(() =>
      this.stripe.customers.create({ ...facts, metadata: { tenant_id: tenantId } }, { idempotencyKey: `${tenantId}:customer` }),
    );
    return customer.id;
  }

  async changeCustomerEmail(customerId: string, email: string): Promise<void> {
    await this.call(() => this.stripe.customers.update(customerId, { email }));
  }

  /** Address of the hosted page that sells a plan. */
  async checkout(request: CheckoutRequest): Promise<string> {
    const price = (await this.prices()).find((one) => one.lookup_key === monthlyLookupKey(request.plan));
    if (!price) throw new DomainError('billing.plan_not_found', { tier: request.plan });
    const metadata = { tenant_id: request.tenantId };
    const session = await this.call(() =>
      this.stripe.checkout.sessions.create(
        {
          mode: 'subscription',
          customer: request.customerId,
          client_reference_id: request.tenantId,
          line_items: [{ price: price.id, quantity: 1 }],
          metadata,
          // chosen, not inherited from the account: credit is what was really debited (stripe.md D4)
          subscription_data: { metadata, billing_mode: { type: 'flexible' } },
          success_url: request.successUrl,
          cancel_url: request.cancelUrl,
        },
        { idempotencyKey: request.idempotencyKey },
      ),
    );
    if (session.url === null) throw new DomainError('billing.change_not_possible');
    return session.url;
  }

  /** Address of the customer portal; a bearer secret, made anew for every click. */
  async portal(customerId: string, returnUrl: string): Promise<string> {
    const session = await this.call(() => this.stripe.billingPortal.sessions.create({ customer: customerId, return_url: returnUrl }));
    return session.url;
  }

  async cancelAtPeriodEnd(id: string, reason: { feedback: CancelFeedback; comment?: string | undefined }): Promise<void> {
    const details = { feedback: reason.feedback, ...(reason.comment !== undefined && { comment: reason.comment }) };
    await this.call(() => this.stripe.subscriptions.update(id, { cancel_at_period_end: true, cancellation_details: details }));
  }

  async resume(id: string): Promise<void> {
    await this.call(() => this.stripe.subscriptions.update(id, { cancel_at_period_end: false }));
  }

  /** The active prices that carry one of our lookup keys. */
  async prices(): Promise<StripePrice[]> {
    const keys = (['starter', 'professional', 'enterprise'] as const).map(monthlyLookupKey);
    return (await this.call(() => this.stripe.prices.list({ lookup_keys: keys, limit: 100 }))).data;
  }

  /** One product and one monthly price per plan, made or corrected; running it again changes nothing. A new amount is a new price. */
  async syncCatalogue(entries: readonly CatalogueEntry[]): Promise<void> {
    const prices = await this.prices();
    for (const entry of entries)
      await this.syncEntry(
        entry,
        prices.find((one) => one.lookup_key === monthlyLookupKey(entry.code)),
      );
  }

  private async syncEntry(entry: CatalogueEntry, price: StripePrice | undefined): Promise<void> {
    const productId = await this.syncProduct(entry);
    if (price?.unit_amount === entry.priceMonthly && price.currency === entry.currency && price.active) return;
    const idempotencyKey = `price:${entry.code}:${entry.currency}:${entry.priceMonthly}:after:${price?.id ?? 'none'}`;
    await this.call(() =>
      this.stripe.prices.create(
        {
          product: productId,
          currency: entry.currency,
          unit_amount: entry.priceMonthly,
          recurring: { interval: 'month' },
          lookup_key: monthlyLookupKey(entry.code),
          transfer_lookup_key: true,
          metadata: { plan: entry.code },
        },
        { idempotencyKey },
      ),
    );
  }

  private async syncProduct({ code, name, description }: CatalogueEntry): Promise<string> {
    const id = `orbisvoice_${code}`;
    const found = await this.call(() => this.stripe.products.list({ ids: [id], limit: 1 }));
    const [product] = found.data;
    const facts = { name: `OrbisVoice ${name}`, description, metadata: { plan: code } };
    if (!product) await this.call(() => this.stripe.products.create({ id, ...facts }, { idempotencyKey: `product:${id}` }));
    else if (product.name !== facts.name || product.description !== description) {
      await this.call(() => this.stripe.products.update(id, facts));
    }
    return id;
  }

  private async call<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (isOutage(error)) throw new DomainError('billing.provider_unavailable');
      throw error;
    }
  }
}

const isOutage = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeAPIError ||
  error instanceof Stripe.errors.StripeRateLimitError;

/** Where the API is, when it is not Stripe's own. */
function addressOf(apiUrl: string | undefined): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  if (!apiUrl) return {};
  const url = new URL(apiUrl);
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  return { host: url.hostname, port: url.port || (protocol === 'https' ? 443 : 80), protocol };
}
