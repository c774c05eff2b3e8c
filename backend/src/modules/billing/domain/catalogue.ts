import { planLookupKey, type BillingInterval, type PlanCode } from '@orbisvoice/shared-dto/values';

/** A plan to sell. Amounts in minor units of `currency`. */
export interface CatalogueEntry {
  readonly code: PlanCode;
  readonly name: string;
  readonly description: string;
  readonly priceMonthly: number;
  /** null when the plan is not sold by the year. */
  readonly priceYearly: number | null;
  readonly currency: string;
}

/** A price as it must be at Stripe. */
export interface WantedPrice {
  readonly lookupKey: string;
  readonly plan: PlanCode;
  readonly interval: BillingInterval;
  readonly unitAmount: number;
  readonly currency: string;
}

/** What became of a product or a price: `changed` prices are new ones under the old key, Stripe's amounts cannot be edited. */
export interface CatalogueChange {
  readonly kind: 'product' | 'price';
  /** Id of the product, lookup key of the price. */
  readonly name: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
}

/** Id of a plan's product, the same in every account. */
export const productIdOf = (code: PlanCode): string => `orbisvoice_${code}`;

/** Every price a plan is sold at. */
export function wantedPrices(entry: CatalogueEntry): WantedPrice[] {
  const amounts = [
    ['month', entry.priceMonthly],
    ['year', entry.priceYearly],
  ] as const;
  return amounts.flatMap(([interval, unitAmount]) =>
    unitAmount === null
      ? []
      : [{ lookupKey: planLookupKey(entry.code, interval), plan: entry.code, interval, unitAmount, currency: entry.currency }],
  );
}
