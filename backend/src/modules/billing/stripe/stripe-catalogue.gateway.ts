import { Injectable } from '@nestjs/common';
import { monthlyLookupKey, type PlanCode } from '@orbisvoice/shared-dto/values';
import { StripeClient } from './stripe.client.js';
import type { StripePrice } from './stripe.gateway.js';

/** A plan to sell. */
export interface CatalogueEntry {
  readonly code: PlanCode;
  readonly name: string;
  readonly description: string;
  readonly priceMonthly: number;
  readonly currency: string;
}

/** Products and prices at Stripe. */
@Injectable()
export class StripeCatalogueGateway {
  constructor(private readonly client: StripeClient) {}

  /** The active prices that carry one of our lookup keys. */
  async prices(): Promise<StripePrice[]> {
    const keys = (['starter', 'professional', 'enterprise'] as const).map(monthlyLookupKey);
    return (await this.client.call((stripe) => stripe.prices.list({ lookup_keys: keys, limit: 100 }))).data;
  }

  /** One product and one monthly price per plan, made or corrected; running it again changes nothing. A new amount is a new price. */
  async syncCatalogue(entries: readonly CatalogueEntry[]): Promise<void> {
    const prices = await this.prices();
    for (const entry of entries)
      await this.syncEntry(
        entry,
        prices.find((one) => one.lookup_key === monthlyLookupKey(entry.code)),
      );
  }

  private async syncEntry(entry: CatalogueEntry, price: StripePrice | undefined): Promise<void> {
    const productId = await this.syncProduct(entry);
    if (price?.unit_amount === entry.priceMonthly && price.currency === entry.currency && price.active) return;
    const idempotencyKey = `price:${entry.code}:${entry.currency}:${entry.priceMonthly}:after:${price?.id ?? 'none'}`;
    await this.client.call((stripe) =>
      stripe.prices.create(
        {
          product: productId,
          currency: entry.currency,
          unit_amount: entry.priceMonthly,
          recurring: { interval: 'month' },
          lookup_key: monthlyLookupKey(entry.code),
          transfer_lookup_key: true,
          metadata: { plan: entry.code },
        },
        { idempotencyKey },
      ),
    );
  }

  private async syncProduct({ code, name, description }: CatalogueEntry): Promise<string> {
    const id = `orbisvoice_${code}`;
    const found = await this.client.call((stripe) => stripe.products.list({ ids: [id], limit: 1 }));
    const [product] = found.data;
    const facts = { name: `OrbisVoice ${name}`, description, metadata: { plan: code } };
    if (!product) await this.client.call((stripe) => stripe.products.create({ id, ...facts }, { idempotencyKey: `product:${id}` }));
    else if (product.name !== facts.name || product.description !== description) {
      await this.client.call((stripe) => stripe.products.update(id, facts));
    }
    return id;
  }
}
