import { Injectable } from '@nestjs/common';
import type { HostedPage } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { TenantService } from '../../tenants/index.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';

/** Sends the owner to Stripe's page for cards, addresses and past invoices. */
@Injectable()
export class PortalService {
  constructor(
    private readonly stripe: StripeGateway,
    private readonly tenants: TenantService,
    private readonly config: Config,
  ) {}

  /** @throws DomainError `billing.no_customer` for a tenant that never bought anything */
  async open(actor: Actor): Promise<HostedPage> {
    const { stripeCustomerId } = await this.tenants.get(actor.tenantId);
    if (!stripeCustomerId) throw new DomainError('billing.no_customer');
    return { url: await this.stripe.portal(stripeCustomerId, `${this.config.http.publicUrl}/billing`) };
  }
}
