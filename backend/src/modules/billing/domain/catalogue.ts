import { overageLookupKey, planLookupKey, type BillingInterval, type PlanCode } from '@orbisvoice/shared-dto/values';
import { minorUnitMicros } from './overage.js';

/** A plan to sell. Amounts in minor units of `currency`. */
export interface CatalogueEntry {
  readonly code: PlanCode;
  readonly name: string;
  readonly description: string;
  readonly priceMonthly: number;
  /** null when the plan is not sold by the year. */
  readonly priceYearly: number | null;
  /** Millionths of the major unit per conversation beyond the limit; null when that is not sold. */
  readonly overageUnitMicros: number | null;
  readonly currency: string;
}

/** A price as it must be at Stripe. */
export interface WantedPrice {
  readonly kind: 'plan' | 'overage';
  readonly lookupKey: string;
  readonly plan: PlanCode;
  readonly interval: BillingInterval;
  /** Minor units: per interval for a plan, per conversation beyond its limit, where a fraction is usual. */
  readonly unitAmount: number;
  readonly currency: string;
}

/** What became of a product, a meter or a price: `changed` prices are new ones under the old key, Stripe's amounts cannot be edited. */
export interface CatalogueChange {
  readonly kind: 'product' | 'meter' | 'price';
  /** Id of the product, event name of the meter, lookup key of the price. */
  readonly name: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  /** How it was; null when there was none. */
  readonly from: string | null;
  readonly to: string;
}

/** Id of a plan's product, the same in every account. */
export const productIdOf = (code: PlanCode): string => `orbisvoice_${code}`;

/** Every price a plan is sold at, and with each the one for conversations beyond its limit. */
export function wantedPrices({ code, priceMonthly, priceYearly, overageUnitMicros, currency }: CatalogueEntry): WantedPrice[] {
  const overage = overageUnitMicros === null ? null : overageUnitMicros / minorUnitMicros(currency);
  const amounts = [
    ['month', priceMonthly],
    ['year', priceYearly],
  ] as const;
  return amounts.flatMap(([interval, unitAmount]): WantedPrice[] => {
    if (unitAmount === null) return [];
    const common = { plan: code, interval, currency };
    const plan: WantedPrice = { ...common, kind: 'plan', lookupKey: planLookupKey(code, interval), unitAmount };
    if (overage === null) return [plan];
    return [plan, { ...common, kind: 'overage', lookupKey: overageLookupKey(code, interval), unitAmount: overage }];
  });
}

const MARKS = { created: '+', changed: '~', unchanged: '=' } as const;

/** The changes for people to read, one a line: what is new, what differs, what stays. */
export function formatChanges(changes: readonly CatalogueChange[]): string {
  const lines = changes.map(({ outcome, kind, name, from, to }) => {
    const values = outcome === 'changed' ? `${from ?? ''} → ${to}` : to;
    return `${MARKS[outcome]} ${kind.padEnd(7)} ${name.padEnd(36)} ${values}`;
  });
  const count = (outcome: CatalogueChange['outcome']): number => changes.filter((change) => change.outcome === outcome).length;
  return [...lines, `${count('created')} created, ${count('changed')} changed, ${count('unchanged')} unchanged`, ''].join('\n');
}
