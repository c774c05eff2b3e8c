import { Injectable } from '@nestjs/common';
import { OVERAGE_METER } from '@orbisvoice/shared-dto/values';
import Stripe from 'stripe';
import { productIdOf, wantedPrices, type CatalogueChange, type CatalogueEntry, type WantedPrice } from '../domain/catalogue.js';
import { isOverage } from './price.mapper.js';
import { StripeCatalogueGateway } from './stripe-catalogue.gateway.js';
import { idOf } from './stripe-values.js';
import { StripeClient } from './stripe.client.js';
import type { StripePrice } from './stripe.gateway.js';

/** `look` tells what would be done and does nothing. */
export type SyncMode = 'write' | 'look';

/** Carries products, prices and the meter to an account. Running it again changes nothing. */
@Injectable()
export class StripeCatalogueSyncGateway {
  constructor(
    private readonly client: StripeClient,
    private readonly catalogue: StripeCatalogueGateway,
  ) {}

  /**
   * One product per plan, one price per interval, one metered price beside it, made or corrected. A new amount is a new price, and who pays
   * the old one keeps it.
   */
  async sync(entries: readonly CatalogueEntry[], mode: SyncMode): Promise<CatalogueChange[]> {
    const wanted = entries.flatMap(wantedPrices);
    const prices = await this.catalogue.prices(wanted.map(({ lookupKey }) => lookupKey));
    const changes: CatalogueChange[] = [];
    for (const entry of entries) changes.push(await this.syncProduct(entry, mode));
    const meter = wanted.some(({ kind }) => kind === 'overage') ? await this.syncMeter(mode) : null;
    if (meter) changes.push(meter.change);
    for (const price of wanted) {
      const known = prices.get(price.lookupKey);
      changes.push(await this.syncPrice({ wanted: price, known, meterId: meter?.id ?? null }, mode));
    }
    return changes;
  }

  private async syncProduct({ code, name, description }: CatalogueEntry, mode: SyncMode): Promise<CatalogueChange> {
    const id = productIdOf(code);
    const found = await this.client.call((stripe) => stripe.products.list({ ids: [id], limit: 1 }));
    const [product] = found.data;
    const facts = { name: `OrbisVoice ${name}`, description, metadata: { plan: code } };
    const change = { kind: 'product', name: id, from: product ? wordsOf(product) : null, to: wordsOf(facts) } as const;
    if (product && wordsOf(product) === change.to) return { ...change, outcome: 'unchanged' };
    if (mode === 'write') {
      await this.client.call((stripe) =>
        product ? stripe.products.update(id, facts) : stripe.products.create({ id, ...facts }, { idempotencyKey: `product:${id}` }),
      );
    }
    return { ...change, outcome: product ? 'changed' : 'created' };
  }

  /** @returns with the meter's id, unless it was only looked for and is not there */
  private async syncMeter(mode: SyncMode): Promise<{ id: string | null; change: CatalogueChange }> {
    const { data } = await this.client.call((stripe) => stripe.billing.meters.list({ status: 'active', limit: 100 }));
    const known = data.find((meter) => meter.event_name === OVERAGE_METER);
    const to = 'Conversations beyond the limit';
    const change = { kind: 'meter', name: OVERAGE_METER, from: known?.display_name ?? null, to } as const;
    if (known) return { id: known.id, change: { ...change, to: known.display_name, outcome: 'unchanged' } };
    if (mode === 'look') return { id: null, change: { ...change, outcome: 'created' } };
    const made = await this.client.call((stripe) =>
      stripe.billing.meters.create(
        {
          display_name: to,
          event_name: OVERAGE_METER,
          default_aggregation: { formula: 'sum' },
          customer_mapping: { type: 'by_id', event_payload_key: 'stripe_customer_id' },
          value_settings: { event_payload_key: 'value' },
        },
        { idempotencyKey: `meter:${OVERAGE_METER}` },
      ),
    );
    return { id: made.id, change: { ...change, outcome: 'created' } };
  }

  private async syncPrice(
    { wanted, known, meterId }: { wanted: WantedPrice; known: StripePrice | undefined; meterId: string | null },
    mode: SyncMode,
  ): Promise<CatalogueChange> {
    const meter = wanted.kind === 'overage' ? meterId : null;
    const to = moneyOf(wanted.unitAmount, wanted);
    const change = { kind: 'price', name: wanted.lookupKey, from: known ? priceWords(known) : null, to } as const;
    if (known && isAsWanted(known, wanted, meter)) return { ...change, outcome: 'unchanged' };
    const idempotencyKey = `price:${wanted.lookupKey}:${wanted.currency}:${wanted.unitAmount}:after:${known?.id ?? 'none'}`;
    if (mode === 'write') await this.client.call((stripe) => stripe.prices.create(priceParams(wanted, meter), { idempotencyKey }));
    return { ...change, outcome: known ? 'changed' : 'created' };
  }
}

const wordsOf = ({ name, description }: { name: string; description: string | null }): string => `${name}: ${description ?? ''}`;
const moneyOf = (amount: number, { currency, interval }: { currency: string; interval: string }): string =>
  `${amount} ${currency} (minor units) a ${interval}`;
const amountOf = (price: StripePrice): number => Number(price.unit_amount_decimal?.toString() ?? price.unit_amount);
const priceWords = (price: StripePrice): string =>
  moneyOf(amountOf(price), { currency: price.currency, interval: price.recurring?.interval ?? 'once' });

const isAsWanted = (price: StripePrice, wanted: WantedPrice, meterId: string | null): boolean =>
  amountOf(price) === wanted.unitAmount &&
  price.currency === wanted.currency &&
  price.recurring?.interval === wanted.interval &&
  idOf(price.product) === productIdOf(wanted.plan) &&
  isOverage(price) === (wanted.kind === 'overage') &&
  (price.recurring.meter ?? null) === meterId;

const priceParams = (
  { kind, lookupKey, plan, interval, unitAmount, currency }: WantedPrice,
  meterId: string | null,
): Stripe.PriceCreateParams => ({
  product: productIdOf(plan),
  currency,
  lookup_key: lookupKey,
  transfer_lookup_key: true,
  // what the price list shows is before tax
  tax_behavior: 'exclusive',
  ...(kind === 'plan' || meterId === null
    ? { unit_amount: unitAmount, recurring: { interval }, metadata: { plan } }
    : {
        unit_amount_decimal: Stripe.Decimal.from(String(unitAmount)),
        recurring: { interval, usage_type: 'metered', meter: meterId },
        metadata: { plan, kind: 'overage' },
      }),
});
