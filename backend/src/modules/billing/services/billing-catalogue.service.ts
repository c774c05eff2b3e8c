import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import type { CatalogueChange } from '../domain/catalogue.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { foreignAmong, webhookUrlOf } from '../stripe/endpoint-version.js';
import { StripeCatalogueSyncGateway, type SyncMode } from '../stripe/stripe-catalogue-sync.gateway.js';
import { StripeListsGateway } from '../stripe/stripe-lists.gateway.js';
import { STRIPE_API_VERSION } from '../stripe/stripe.client.js';

/** Carries the price list to Stripe. The rows of `plans` are the truth, Stripe follows. */
@Injectable()
export class BillingCatalogue {
  constructor(
    private readonly plans: AllTenantsPlanRepository,
    private readonly stripe: StripeCatalogueSyncGateway,
    private readonly lists: StripeListsGateway,
    private readonly config: Config,
  ) {}

  /**
   * Creates or corrects a product and its prices per paid plan; running it again changes nothing.
   * @param mode `look` tells what would be done and does nothing
   * @throws Error when the account sends our webhooks in another API version than the code speaks: nothing is written then
   */
  async sync(mode: SyncMode = 'write'): Promise<CatalogueChange[]> {
    await this.requireEndpointVersion();
    const paid = (await this.plans.all()).filter((plan) => plan.priceMonthly > 0);
    const { isYearlySold } = this.config.billing;
    return this.stripe.sync(
      paid.map((plan) => ({ ...plan, priceYearly: isYearlySold ? plan.priceYearly : null })),
      mode,
    );
  }

  private async requireEndpointVersion(): Promise<void> {
    const url = webhookUrlOf(this.config);
    const other = foreignAmong((await this.lists.endpoints()).filter((endpoint) => endpoint.url === url));
    if (other) throw new Error(`Stripe's webhook endpoint ${url} sends API version ${other}; this release needs ${STRIPE_API_VERSION}.`);
  }
}
