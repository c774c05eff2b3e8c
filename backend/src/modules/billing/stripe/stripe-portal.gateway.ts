import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { StripeClient } from './stripe.client.js';

/** Metadata field by which a configuration of ours is found again. */
const HASH_FIELD = 'orbisvoice_portal';
const A_PAGE = 100;

/**
 * What the portal offers: cards, addresses and past invoices. Plans and their end are changed on our own pages, which show what it costs and
 * know of scheduled changes (stripe.md D6).
 */
const CONFIGURATION: Stripe.BillingPortal.ConfigurationCreateParams = {
  business_profile: { headline: 'OrbisVoice billing' },
  features: {
    customer_update: { enabled: true, allowed_updates: ['address', 'email', 'name', 'phone', 'tax_id'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: false },
    subscription_update: { enabled: false },
  },
};

/** A click on the way to the portal. */
export interface PortalRequest {
  readonly customerId: string;
  /** Right to the form for another card. */
  readonly isForCard: boolean;
  readonly returnUrl: string;
}

/** Stripe's page for cards, addresses and past invoices, set up by this code and not by hand. */
@Injectable()
export class StripePortalGateway {
  /** Changes with the code above. */
  private readonly hash = sha256(JSON.stringify(CONFIGURATION)).toString('base64url').slice(0, 32);

  constructor(private readonly client: StripeClient) {}

  /** A page for one visit. Its address is a bearer secret: made anew for every click, never kept, never logged. */
  async open({ customerId, isForCard, returnUrl }: PortalRequest): Promise<string> {
    const configuration = await this.configuration();
    const redirect = { type: 'redirect', redirect: { return_url: returnUrl } } as const;
    const session = await this.client.call((stripe) =>
      stripe.billingPortal.sessions.create({
        customer: customerId,
        configuration,
        return_url: returnUrl,
        ...(isForCard && { flow_data: { type: 'payment_method_update', after_completion: redirect } }),
      }),
    );
    return session.url;
  }

  /** The configuration this release wants; an older one of ours is replaced and put out of use. */
  private async configuration(): Promise<string> {
    const { data } = await this.client.call((stripe) => stripe.billingPortal.configurations.list({ active: true, limit: A_PAGE }));
    const ours = data.filter((one) => one.metadata?.[HASH_FIELD] !== undefined);
    const current = ours.find((one) => one.metadata?.[HASH_FIELD] === this.hash);
    if (current) return current.id;
    const idempotencyKey = `portal:${this.hash}:after:${ours[0]?.id ?? 'none'}`;
    const made = await this.client.call((stripe) =>
      stripe.billingPortal.configurations.create({ ...CONFIGURATION, metadata: { [HASH_FIELD]: this.hash } }, { idempotencyKey }),
    );
    for (const { id } of ours) await this.client.call((stripe) => stripe.billingPortal.configurations.update(id, { active: false }));
    return made.id;
  }
}
