import type Stripe from 'stripe';
import { z } from 'zod';
import type { Draft } from '../core/draft.js';
import { clearable, created, flag, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text, whole } from '../core/params.js';
import { invalidParameter, StripeProblem } from '../core/problem.js';
import { page } from '../core/wire.js';
import { createPrice, createProduct, idOf } from '../objects/catalogue.js';
import { previousOf } from '../objects/customers.js';
import type { ApiCall, ApiRoute } from './route.js';

const productFields = {
  active: flag.optional(),
  description: clearable.optional(),
  images: z.array(text).optional(),
  metadata: metadata.optional(),
  statement_descriptor: clearable.optional(),
  tax_code: clearable.optional(),
  unit_label: clearable.optional(),
  url: clearable.optional(),
};
const newProduct = z.strictObject({ ...productFields, id: text.optional(), name: text });
const productPatch = z.strictObject({ ...productFields, default_price: text.optional(), name: text.optional() });
const productListing = z.strictObject({ ...paging, active: flag.optional(), created: created.optional(), ids: z.array(text).optional() });

function addProduct({ draft, params }: ApiCall): object {
  const facts = parseParams(newProduct, params);
  if (facts.id !== undefined && draft.find('products', facts.id)) {
    throw new StripeProblem(400, 'Product already exists.', { code: 'resource_already_exists', param: 'id' });
  }
  return createProduct(draft, {
    id: facts.id,
    name: facts.name,
    description: facts.description ?? null,
    active: facts.active ?? true,
    images: facts.images ?? [],
    metadata: mergeMetadata({}, facts.metadata),
    statementDescriptor: facts.statement_descriptor ?? null,
    taxCode: facts.tax_code ?? null,
    unitLabel: facts.unit_label ?? null,
    url: facts.url ?? null,
  });
}

function changeProduct({ draft, id, params }: ApiCall): object {
  const product = draft.need('products', id);
  const { metadata: patch, ...plain } = parseParams(productPatch, params);
  if (plain.default_price !== undefined) draft.need('prices', plain.default_price, 'default_price');
  const known = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const changes: Partial<Stripe.Product> = { ...known, metadata: mergeMetadata(product.metadata, patch), updated: draft.at };
  const next = draft.put('products', { ...product, ...changes });
  draft.emit('product.updated', next, previousOf(product, changes));
  return next;
}

function listProducts({ draft, params, path }: ApiCall): object {
  const { active, created: when, ids, ...cut } = parseParams(productListing, params);
  const found = draft
    .all('products')
    .filter((product) => isCreatedWithin(product.created, when))
    .filter((product) => (active === undefined || product.active === active) && (ids === undefined || ids.includes(product.id)));
  return page(path, found, cut);
}

function removeProduct({ draft, id }: ApiCall): object {
  const product = draft.need('products', id);
  if (draft.all('prices').some((price) => price.product === id)) {
    throw new StripeProblem(400, 'This product cannot be deleted because it has one or more user-created prices.', { param: 'id' });
  }
  draft.remove('products', id);
  draft.emit('product.deleted', product);
  return { id, object: 'product', deleted: true } satisfies Stripe.DeletedProduct;
}

const taxBehavior = z.enum(['exclusive', 'inclusive', 'unspecified']);
const newPrice = z.strictObject({
  active: flag.optional(),
  currency: text,
  lookup_key: text.optional(),
  metadata: metadata.optional(),
  nickname: text.optional(),
  product: text,
  recurring: z
    .strictObject({
      interval: z.enum(['day', 'week', 'month', 'year']),
      interval_count: whole.optional(),
      trial_period_days: whole.optional(),
      usage_type: z.enum(['licensed', 'metered']).optional(),
      meter: text.optional(),
    })
    .optional(),
  tax_behavior: taxBehavior.optional(),
  transfer_lookup_key: flag.optional(),
  unit_amount: whole.optional(),
  unit_amount_decimal: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,12})?$/)
    .optional(),
});
const pricePatch = z.strictObject({
  active: flag.optional(),
  lookup_key: clearable.optional(),
  metadata: metadata.optional(),
  nickname: clearable.optional(),
  tax_behavior: taxBehavior.optional(),
  transfer_lookup_key: flag.optional(),
});
const priceListing = z.strictObject({
  ...paging,
  active: flag.optional(),
  created: created.optional(),
  currency: text.optional(),
  lookup_keys: z.array(text).max(10).optional(),
  product: text.optional(),
  recurring: z.strictObject({ interval: text.optional() }).optional(),
  type: z.enum(['one_time', 'recurring']).optional(),
});

/** A lookup key names one price at a time: taking it over needs `transfer_lookup_key`. */
function claimLookupKey(draft: Draft, key: string | null | undefined, mayTransfer: boolean): void {
  const holder = key ? draft.all('prices').find((price) => price.lookup_key === key) : undefined;
  if (holder === undefined) return;
  if (!mayTransfer) {
    throw invalidParameter(
      `A price (\`${holder.id}\`) already uses that lookup key. You may transfer it by setting \`transfer_lookup_key=true\`.`,
      'lookup_key',
      'resource_already_exists',
    );
  }
  const next = draft.put('prices', { ...holder, lookup_key: null });
  draft.emit('price.updated', next, { lookup_key: holder.lookup_key });
}

function addPrice({ draft, params }: ApiCall): object {
  const facts = parseParams(newPrice, params);
  draft.need('products', facts.product, 'product');
  const unitAmount = facts.unit_amount ?? facts.unit_amount_decimal;
  if (unitAmount === undefined) throw invalidParameter('Missing required param: unit_amount.', 'unit_amount', 'parameter_missing');
  if ((facts.recurring?.usage_type === 'metered') !== (facts.recurring?.meter !== undefined))
    throw invalidParameter('A metered price needs a meter, and only a metered price has one.', 'recurring[meter]', 'parameter_missing');
  if (facts.recurring?.meter !== undefined) draft.need('meters', facts.recurring.meter, 'recurring[meter]');
  if (Number(unitAmount) < 0) throw invalidParameter('Invalid non-negative integer', 'unit_amount', 'parameter_invalid_integer');
  claimLookupKey(draft, facts.lookup_key, facts.transfer_lookup_key ?? false);
  const { recurring } = facts;
  return createPrice(draft, {
    product: facts.product,
    currency: facts.currency.toLowerCase(),
    unitAmount,
    active: facts.active ?? true,
    lookupKey: facts.lookup_key ?? null,
    nickname: facts.nickname ?? null,
    metadata: mergeMetadata({}, facts.metadata),
    recurring: recurring
      ? {
          interval: recurring.interval,
          intervalCount: recurring.interval_count ?? 1,
          trialDays: recurring.trial_period_days ?? null,
          meter: recurring.meter ?? null,
        }
      : null,
    taxBehavior: facts.tax_behavior ?? 'unspecified',
  });
}

function changePrice({ draft, id, params }: ApiCall): object {
  const price = draft.need('prices', id);
  const { metadata: patch, transfer_lookup_key: mayTransfer = false, ...plain } = parseParams(pricePatch, params);
  if (plain.lookup_key !== price.lookup_key) claimLookupKey(draft, plain.lookup_key, mayTransfer);
  const known = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const changes: Partial<Stripe.Price> = { ...known, metadata: mergeMetadata(price.metadata, patch) };
  const next = draft.put('prices', { ...price, ...changes });
  draft.emit('price.updated', next, previousOf(price, changes));
  return next;
}

function listPrices({ draft, params, path }: ApiCall): object {
  const { created: when, lookup_keys: keys, recurring, product, ...rest } = parseParams(priceListing, params);
  const { active, currency, type, ...cut } = rest;
  const found = draft
    .all('prices')
    .filter((price) => isCreatedWithin(price.created, when) && (product === undefined || idOf(price.product) === product))
    .filter((price) => keys === undefined || (price.lookup_key !== null && keys.includes(price.lookup_key)))
    .filter((price) => (active === undefined || price.active === active) && (currency === undefined || price.currency === currency))
    .filter(
      (price) => (type === undefined || price.type === type) && (!recurring?.interval || price.recurring?.interval === recurring.interval),
    );
  return page(path, found, cut);
}

/** Products and prices. */
export const catalogueRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/products', handle: addProduct },
  { method: 'GET', path: '/v1/products', handle: listProducts },
  { method: 'GET', path: '/v1/products/:id', handle: ({ draft, id }) => draft.need('products', id) },
  { method: 'POST', path: '/v1/products/:id', handle: changeProduct },
  { method: 'DELETE', path: '/v1/products/:id', handle: removeProduct },
  { method: 'POST', path: '/v1/prices', handle: addPrice },
  { method: 'GET', path: '/v1/prices', handle: listPrices },
  { method: 'GET', path: '/v1/prices/:id', handle: ({ draft, id }) => draft.need('prices', id) },
  { method: 'POST', path: '/v1/prices/:id', handle: changePrice },
];
