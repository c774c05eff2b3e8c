import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { AllTenantsStripeEventRepository } from '../persistence/all-tenants-stripe-event.repository.js';
import { StripeChargeGateway } from './stripe-charge.gateway.js';
import type { StripeReferences } from './stripe-references.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whose an object of Stripe is. */
@Injectable()
export class StripeTenants {
  constructor(
    private readonly events: AllTenantsStripeEventRepository,
    private readonly charges: StripeChargeGateway,
  ) {}

  /** By customer, which for a dispute only its charge names; by what we wrote into the object only for a tenant that has no customer yet. */
  async of({ customerId: named, chargeId, tenantHint }: StripeReferences): Promise<TenantId | null> {
    const customerId = named ?? (chargeId ? await this.charges.customerOf(chargeId) : null);
    const known = customerId ? await this.events.tenantOfCustomer(customerId) : null;
    if (known) return known;
    return tenantHint && UUID.test(tenantHint) ? this.events.tenantWithoutCustomer(tenantIdOf(tenantHint)) : null;
  }
}
