import { Injectable } from '@nestjs/common';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { StripeCatalogueGateway } from '../stripe/stripe-catalogue.gateway.js';

/** Carries the price list to Stripe. The rows of `plans` are the truth, Stripe follows. */
@Injectable()
export class BillingCatalogue {
  constructor(
    private readonly plans: AllTenantsPlanRepository,
    private readonly stripe: StripeCatalogueGateway,
  ) {}

  /** Creates or corrects a product and a monthly price per paid plan; running it again changes nothing. */
  async sync(): Promise<void> {
    const paid = (await this.plans.all()).filter((plan) => plan.priceMonthly > 0);
    await this.stripe.syncCatalogue(paid);
  }
}
