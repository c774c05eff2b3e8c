import Stripe from 'stripe';
import type { Draft } from '../core/draft.js';

export interface NewProduct {
  id: string | undefined;
  name: string;
  description: string | null;
  active: boolean;
  images: string[];
  metadata: Record<string, string>;
  statementDescriptor: string | null;
  taxCode: string | null;
  unitLabel: string | null;
  url: string | null;
}

/** Adds a product to the catalogue. */
export function createProduct(draft: Draft, facts: NewProduct): Stripe.Product {
  const product = {
    id: facts.id ?? draft.newId('prod_'),
    object: 'product',
    active: facts.active,
    created: draft.at,
    default_price: null,
    description: facts.description,
    images: facts.images,
    livemode: false,
    marketing_features: [],
    metadata: facts.metadata,
    name: facts.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: facts.statementDescriptor,
    tax_code: facts.taxCode,
    tax_details: null,
    type: 'service',
    unit_label: facts.unitLabel,
    updated: draft.at,
    url: facts.url,
  } satisfies Stripe.Product;
  draft.put('products', product);
  draft.emit('product.created', product);
  return product;
}

export interface NewPrice {
  product: string;
  currency: string;
  /** Minor units; a decimal may go below one, and then has no whole form. */
  unitAmount: number | string;
  active: boolean;
  lookupKey: string | null;
  nickname: string | null;
  metadata: Record<string, string>;
  recurring: { interval: 'day' | 'week' | 'month' | 'year'; intervalCount: number; trialDays: number | null; meter?: string | null } | null;
  taxBehavior: 'exclusive' | 'inclusive' | 'unspecified';
}

/** Adds a price to a product. */
export function createPrice(draft: Draft, facts: NewPrice): Stripe.Price {
  const { recurring } = facts;
  const price = {
    id: draft.newId('price_'),
    object: 'price',
    active: facts.active,
    billing_scheme: 'per_unit',
    created: draft.at,
    currency: facts.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: facts.lookupKey,
    metadata: facts.metadata,
    nickname: facts.nickname,
    product: facts.product,
    recurring: recurring && {
      interval: recurring.interval,
      interval_count: recurring.intervalCount,
      meter: recurring.meter ?? null,
      trial_period_days: recurring.trialDays,
      usage_type: recurring.meter ? 'metered' : 'licensed',
    },
    tax_behavior: facts.taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: recurring === null ? 'one_time' : 'recurring',
    unit_amount: Number.isInteger(Number(facts.unitAmount)) ? Number(facts.unitAmount) : null,
    unit_amount_decimal: Stripe.Decimal.from(facts.unitAmount),
  } satisfies Stripe.Price;
  draft.put('prices', price);
  draft.emit('price.created', price);
  return price;
}

/** The old `plan` form of a recurring price, which subscription items still carry. */
export function planOf(price: Stripe.Price): Stripe.Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: price.recurring?.meter ?? null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: price.recurring?.trial_period_days ?? null,
    usage_type: price.recurring?.usage_type ?? 'licensed',
  } satisfies Stripe.Plan;
}

/** The id behind a field that may have been expanded. */
export function idOf(reference: string | { id: string }): string {
  return typeof reference === 'string' ? reference : reference.id;
}

/** The name a customer knows a price by. */
export function productName(draft: Draft, price: Stripe.Price): string {
  return draft.find('products', idOf(price.product))?.name ?? price.nickname ?? price.id;
}
