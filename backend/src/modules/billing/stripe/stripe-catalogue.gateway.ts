import { Injectable } from '@nestjs/common';
import {
  BILLING_INTERVALS,
  overageLookupKey,
  PLAN_CODES,
  planLookupKey,
  type BillingInterval,
  type PlanCode,
} from '@orbisvoice/shared-dto/values';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { StripeClient } from './stripe.client.js';
import type { StripePrice } from './stripe.gateway.js';

/** Lookup keys of everything that is sold. */
const KEYS = PLAN_CODES.filter((code) => code !== 'free').flatMap((code) =>
  BILLING_INTERVALS.map((interval) => planLookupKey(code, interval)),
);

/** Products and prices at Stripe. */
@Injectable()
export class StripeCatalogueGateway {
  constructor(private readonly client: StripeClient) {}

  /** The active prices that carry one of our lookup keys. */
  async prices(): Promise<StripePrice[]> {
    return (await this.client.call((stripe) => stripe.prices.list({ lookup_keys: KEYS, active: true, limit: 100 }))).data;
  }

  /** @throws DomainError `billing.plan_not_found` when the account does not sell it */
  async priceOf(plan: PlanCode, interval: BillingInterval): Promise<StripePrice> {
    const price = (await this.prices()).find((one) => one.lookup_key === planLookupKey(plan, interval));
    if (!price) throw new DomainError('billing.plan_not_found', { tier: plan, interval });
    return price;
  }

  /** The metered price of conversations beyond a plan's limit; null when the account does not sell it. */
  async overagePriceOf(plan: PlanCode, interval: BillingInterval): Promise<StripePrice | null> {
    const key = overageLookupKey(plan, interval);
    const found = await this.client.call((stripe) => stripe.prices.list({ lookup_keys: [key], active: true, limit: 1 }));
    return found.data[0] ?? null;
  }
}
