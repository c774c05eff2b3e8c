import { Injectable } from '@nestjs/common';
import { overageLookupKey, planLookupKey, type BillingInterval, type PlanCode } from '@orbisvoice/shared-dto/values';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { StripeClient } from './stripe.client.js';
import type { StripePrice } from './stripe.gateway.js';

/** Stripe lists prices of at most ten lookup keys. */
const KEYS_A_LIST = 10;

/** Products and prices at Stripe. */
@Injectable()
export class StripeCatalogueGateway {
  constructor(private readonly client: StripeClient) {}

  /** The active prices with these lookup keys. */
  async prices(keys: readonly string[]): Promise<ReadonlyMap<string, StripePrice>> {
    const found = new Map<string, StripePrice>();
    for (let at = 0; at < keys.length; at += KEYS_A_LIST) {
      const some = keys.slice(at, at + KEYS_A_LIST);
      const { data } = await this.client.call((stripe) => stripe.prices.list({ lookup_keys: some, active: true, limit: 100 }));
      for (const price of data) if (price.lookup_key !== null) found.set(price.lookup_key, price);
    }
    return found;
  }

  /** @throws DomainError `billing.plan_not_found` when the account does not sell it */
  async priceOf(plan: PlanCode, interval: BillingInterval): Promise<StripePrice> {
    const key = planLookupKey(plan, interval);
    const price = (await this.prices([key])).get(key);
    if (!price) throw new DomainError('billing.plan_not_found', { tier: plan, interval });
    return price;
  }

  /** The metered price of conversations beyond a plan's limit; null when the account does not sell it. */
  async overagePriceOf(plan: PlanCode, interval: BillingInterval): Promise<StripePrice | null> {
    const key = overageLookupKey(plan, interval);
    return (await this.prices([key])).get(key) ?? null;
  }
}
