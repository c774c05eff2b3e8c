import { Injectable } from '@nestjs/common';
import type { HostedPage, OpenPortal } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { TenantService } from '../../tenants/index.js';
import { StripePortalGateway } from '../stripe/stripe-portal.gateway.js';

/** Where the browser comes back to, by what it went for. Nobody else names an address: this is the whole list. */
const RETURNS: Readonly<Record<OpenPortal['flow'], string>> = { overview: '/billing/details', payment_method: '/billing/details' };

/** Sends the owner to Stripe's page for cards, addresses and past invoices. */
@Injectable()
export class PortalService {
  constructor(
    private readonly stripe: StripePortalGateway,
    private readonly tenants: TenantService,
    private readonly config: Config,
  ) {}

  /** @throws DomainError `billing.no_customer` for a tenant that never bought anything */
  async open(actor: Actor, { flow }: OpenPortal): Promise<HostedPage> {
    const { stripeCustomerId: customerId } = await this.tenants.get(actor.tenantId);
    if (!customerId) throw new DomainError('billing.no_customer');
    const returnUrl = `${this.config.http.publicUrl}${RETURNS[flow]}`;
    return { url: await this.stripe.open({ customerId, isForCard: flow === 'payment_method', returnUrl }) };
  }
}
