import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { currentTraceId } from '../../../platform/logging/trace-context.js';
import type { StoredStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import type { SyncCause } from '../services/billing-sync.service.js';
import type { StripeEventFamily, TenantStripeEvent } from './stripe-event.family.js';
import { StripeEventRegistry } from './stripe-event.registry.js';
import { referencesOf } from './stripe-references.js';
import { StripeTenants } from './stripe-tenants.js';
import { StripeClient } from './stripe.client.js';

/** What is done last in the transaction of the effect, and whether all of it is taken back. */
export type Application = Required<Pick<SyncCause, 'finish' | 'isRehearsal'>>;

/** A stored event whose tenant and family are known. */
export interface ResolvedEvent {
  readonly family: StripeEventFamily;
  readonly tenantId: TenantId;
  readonly event: TenantStripeEvent;
}

/** Finds an event's tenant and family, and lets the family work. */
@Injectable()
export class StripeEventApplier {
  constructor(
    private readonly registry: StripeEventRegistry,
    private readonly stripe: StripeClient,
    private readonly tenants: StripeTenants,
  ) {}

  /** @returns why the event is none of our business, or null when it was applied */
  async apply(event: StoredStripeEvent, application: Application): Promise<string | null> {
    const resolved = await this.resolve(event);
    return typeof resolved === 'string' ? resolved : this.work(resolved, application);
  }

  /** Whose event it is; or why it is none of our business. */
  async resolve(event: StoredStripeEvent): Promise<ResolvedEvent | string> {
    const family = this.registry.familyOf(event.type);
    if (!family) return this.registry.reasonOf(event.type);
    if (event.isLivemode !== this.stripe.isLivemode) return 'live and test mode differ';
    if (event.account !== null) return `belongs to the connected account ${event.account}`;
    const references = referencesOf(event.payload);
    const tenantId = await this.tenants.of(references);
    if (!tenantId) return 'customer belongs to no tenant';
    const { id, type, createdAt, payload } = event;
    return { family, tenantId, event: { id, type, createdAt, tenantId, references, payload } };
  }

  /** @returns why there was nothing to do, or null when it was applied */
  work({ family, tenantId, event }: ResolvedEvent, application: Application): Promise<string | null> {
    return family.apply(event, {
      actor: { kind: 'system', tenantId, name: 'Stripe', origin: systemOrigin(currentTraceId() ?? event.id) },
      eventId: event.id,
      occurredAt: event.createdAt,
      ...application,
    });
  }
}
