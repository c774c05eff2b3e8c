import { Injectable } from '@nestjs/common';
import type { AdminPlan } from '@orbisvoice/shared-dto';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { wantedPrices, type WantedPrice } from '../domain/catalogue.js';
import { AllTenantsPlanRepository, type Plan } from '../persistence/all-tenants-plan.repository.js';
import { StripeCatalogueGateway } from '../stripe/stripe-catalogue.gateway.js';
import type { StripePrice } from '../stripe/stripe.gateway.js';

/** A plan beside what Stripe has for it; who is on it is not billing's to count. */
export type PlanAtStripe = Omit<AdminPlan, 'tenants' | 'mrr'>;

/** The price list beside Stripe's. */
@Injectable()
export class PlanSheet {
  constructor(
    private readonly plans: AllTenantsPlanRepository,
    private readonly catalogue: StripeCatalogueGateway,
    private readonly config: Config,
  ) {}

  /** Cheapest first. While Stripe cannot be reached the plans are shown without it. */
  async read(): Promise<{ items: PlanAtStripe[]; isStripeReachable: boolean }> {
    const { isYearlySold } = this.config.billing;
    const plans = (await this.plans.all()).map((plan) => ({ ...plan, priceYearly: isYearlySold ? plan.priceYearly : null }));
    const wanted = new Map(plans.map((plan) => [plan.code, plan.priceMonthly > 0 ? wantedPrices(plan) : []]));
    const found = await this.pricesOf([...wanted.values()].flat());
    const items = plans.map((plan) => ({
      ...factsOf(plan),
      prices: (wanted.get(plan.code) ?? []).map((price) => besideStripe(price, found?.get(price.lookupKey))),
    }));
    return { items, isStripeReachable: found !== null };
  }

  private async pricesOf(wanted: readonly WantedPrice[]): Promise<ReadonlyMap<string, StripePrice> | null> {
    try {
      return await this.catalogue.prices(wanted.map(({ lookupKey }) => lookupKey));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'stripe_unavailable') return null;
      throw error;
    }
  }
}

const factsOf = (plan: Plan): Omit<PlanAtStripe, 'prices'> => ({
  code: plan.code,
  name: plan.name,
  priceMonthly: plan.priceMonthly,
  priceYearly: plan.priceYearly,
  overageUnitMicros: plan.overageUnitMicros,
  currency: plan.currency,
  conversationLimit: plan.conversationLimit,
});

/** A metered price may have a fraction of a minor unit, which only its decimal tells. */
function besideStripe(
  { lookupKey, unitAmount, currency, interval }: WantedPrice,
  price: StripePrice | undefined,
): AdminPlan['prices'][number] {
  if (!price) return { lookupKey, stripePriceId: null, amount: null, isInSync: false };
  const amount = Number(price.unit_amount_decimal?.toString() ?? price.unit_amount);
  const isInSync = amount === unitAmount && price.currency === currency && price.recurring?.interval === interval;
  return { lookupKey, stripePriceId: price.id, amount: price.recurring?.usage_type === 'metered' ? null : price.unit_amount, isInSync };
}
