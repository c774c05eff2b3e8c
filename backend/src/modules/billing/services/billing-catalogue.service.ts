import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import type { CatalogueChange } from '../domain/catalogue.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { StripeCatalogueGateway } from '../stripe/stripe-catalogue.gateway.js';

/** Carries the price list to Stripe. The rows of `plans` are the truth, Stripe follows. */
@Injectable()
export class BillingCatalogue {
  constructor(
    private readonly plans: AllTenantsPlanRepository,
    private readonly stripe: StripeCatalogueGateway,
    private readonly config: Config,
  ) {}

  /**
   * Creates or corrects a product and its prices per paid plan; running it again changes nothing.
   * @param mode `look` tells what would be done and does nothing
   */
  async sync(mode: 'write' | 'look' = 'write'): Promise<CatalogueChange[]> {
    const paid = (await this.plans.all()).filter((plan) => plan.priceMonthly > 0);
    const { isYearlySold } = this.config.billing;
    return this.stripe.sync(
      paid.map((plan) => ({ ...plan, priceYearly: isYearlySold ? plan.priceYearly : null })),
      mode,
    );
  }
}
