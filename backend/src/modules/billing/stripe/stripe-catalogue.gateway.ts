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
import { productIdOf, wantedPrices, type CatalogueChange, type CatalogueEntry, type WantedPrice } from '../domain/catalogue.js';
import { StripeClient } from './stripe.client.js';
import type { StripePrice } from './stripe.gateway.js';

/** Lookup keys of everything that is sold. */
const KEYS = PLAN_CODES.filter((code) => code !== 'free').flatMap((code) =>
  BILLING_INTERVALS.map((interval) => planLookupKey(code, interval)),
);

type Outcome = CatalogueChange['outcome'];

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

  /**
   * One product per plan and one price per interval, made or corrected; running it again changes nothing. A new amount is a new price, and
   * who pays the old one keeps it.
   * @param mode `look` tells what would be done and does nothing
   */
  async sync(entries: readonly CatalogueEntry[], mode: 'write' | 'look'): Promise<CatalogueChange[]> {
    const prices = await this.prices();
    const changes: CatalogueChange[] = [];
    for (const entry of entries) {
      changes.push({ kind: 'product', name: productIdOf(entry.code), outcome: await this.syncProduct(entry, mode) });
      for (const wanted of wantedPrices(entry)) {
        const known = prices.find((one) => one.lookup_key === wanted.lookupKey);
        changes.push({ kind: 'price', name: wanted.lookupKey, outcome: await this.syncPrice(wanted, known, mode) });
      }
    }
    return changes;
  }

  private async syncPrice(wanted: WantedPrice, known: StripePrice | undefined, mode: 'write' | 'look'): Promise<Outcome> {
    if (known?.unit_amount === wanted.unitAmount && known.currency === wanted.currency) return 'unchanged';
    const idempotencyKey = `price:${wanted.lookupKey}:${wanted.currency}:${wanted.unitAmount}:after:${known?.id ?? 'none'}`;
    if (mode === 'write') await this.client.call((stripe) => stripe.prices.create(priceParams(wanted), { idempotencyKey }));
    return known ? 'changed' : 'created';
  }

  private async syncProduct({ code, name, description }: CatalogueEntry, mode: 'write' | 'look'): Promise<Outcome> {
    const id = productIdOf(code);
    const found = await this.client.call((stripe) => stripe.products.list({ ids: [id], limit: 1 }));
    const [product] = found.data;
    const facts = { name: `OrbisVoice ${name}`, description, metadata: { plan: code } };
    if (product?.name === facts.name && product.description === description) return 'unchanged';
    if (mode === 'write') {
      await this.client.call((stripe) =>
        product ? stripe.products.update(id, facts) : stripe.products.create({ id, ...facts }, { idempotencyKey: `product:${id}` }),
      );
    }
    return product ? 'changed' : 'created';
  }
}

const priceParams = ({ lookupKey, plan, interval, unitAmount, currency }: WantedPrice) => ({
  product: productIdOf(plan),
  currency,
  unit_amount: unitAmount,
  recurring: { interval },
  lookup_key: lookupKey,
  transfer_lookup_key: true,
  metadata: { plan },
});
