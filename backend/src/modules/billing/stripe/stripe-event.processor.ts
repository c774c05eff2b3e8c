import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { currentTraceId } from '../../../platform/logging/trace-context.js';
import { AllTenantsStripeEventRepository, type StoredStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { StripeEventRepository } from '../persistence/stripe-event.repository.js';
import { BillingSync } from '../services/billing-sync.service.js';
import { reportedAttempt } from './reported-attempt.js';
import { StripeClient } from './stripe.client.js';
import { referencesOf, type StripeReferences } from './stripe-references.js';

/** The types that make us look. Each is a hint to read a subscription, an invoice or both; the rest is stored and counted. */
const HANDLED: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'invoice.finalized',
  'invoice.paid',
  'invoice.payment_action_required',
  'invoice.payment_failed',
  'invoice.voided',
]);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ERROR_LENGTH = 1_000;

/** Works one stored event. Failures are kept with their reason and thrown on, so that the queue tries again. */
@Injectable()
export class StripeEventProcessor {
  constructor(
    private readonly events: AllTenantsStripeEventRepository,
    private readonly event: StripeEventRepository,
    private readonly stripe: StripeClient,
    private readonly billing: BillingSync,
    private readonly clock: Clock,
  ) {}

  async process(eventId: string): Promise<void> {
    const event = await this.events.begin(eventId);
    if (!event) return;
    try {
      const reason = await this.apply(event);
      if (reason) await this.events.ignore(eventId, reason, this.clock.now());
    } catch (error) {
      await this.events.fail(eventId, (error instanceof Error ? error.message : String(error)).slice(0, ERROR_LENGTH));
      throw error;
    }
  }

  /** @returns why the event is none of our business, or null when it was applied */
  private async apply(event: StoredStripeEvent): Promise<string | null> {
    if (!HANDLED.has(event.type)) return 'type is not used';
    if (event.isLivemode !== this.stripe.isLivemode) return 'live and test mode differ';
    const target = referencesOf(event.payload);
    if (!target.subscriptionId && !target.invoiceId) return 'names no subscription and no invoice';
    const tenantId = await this.tenantOf(target);
    if (!tenantId) return 'customer belongs to no tenant';
    await this.billing.sync(tenantId, target, {
      actor: { kind: 'system', tenantId, name: 'Stripe', origin: systemOrigin(currentTraceId() ?? event.id) },
      eventId: event.id,
      occurredAt: event.createdAt,
      attempt: reportedAttempt(event),
      finish: (tenant) => this.event.finish(tenant, event.id, this.clock.now()),
    });
    return null;
  }

  /** By customer; by what we wrote into the object only for a tenant that has no customer yet. */
  private async tenantOf({ customerId, tenantHint }: StripeReferences): Promise<TenantId | null> {
    const known = customerId ? await this.events.tenantOfCustomer(customerId) : null;
    if (known) return known;
    return tenantHint && UUID.test(tenantHint) ? this.events.tenantWithoutCustomer(tenantIdOf(tenantHint)) : null;
  }
}
