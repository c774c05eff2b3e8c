import type Stripe from 'stripe';
import { z } from 'zod';
import { clearable, created, flag, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text, whole } from '../core/params.js';
import { invalidParameter, StripeProblem } from '../core/problem.js';
import { page } from '../core/wire.js';
import { idOf } from '../objects/catalogue.js';
import { createCoupon, createPromotionCode } from '../objects/coupons.js';
import type { ApiCall, ApiRoute } from './route.js';

const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?$/)
  .transform(Number)
  .pipe(z.number().gt(0).max(100));
const newCoupon = z.strictObject({
  amount_off: whole.pipe(z.int().min(1)).optional(),
  applies_to: z.strictObject({ products: z.array(text).min(1) }).optional(),
  currency: text.optional(),
  duration: z.enum(['forever', 'once', 'repeating']).optional(),
  duration_in_months: whole.pipe(z.int().min(1)).optional(),
  id: text.optional(),
  max_redemptions: whole.pipe(z.int().min(1)).optional(),
  metadata: metadata.optional(),
  name: text.max(40).optional(),
  percent_off: percent.optional(),
  redeem_by: whole.optional(),
});
const newCode = z.strictObject({
  active: flag.optional(),
  code: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,500}$/)
    .optional(),
  customer: text.optional(),
  expires_at: whole.optional(),
  max_redemptions: whole.pipe(z.int().min(1)).optional(),
  metadata: metadata.optional(),
  promotion: z.strictObject({ coupon: text, type: z.literal('coupon') }),
  restrictions: z.strictObject({ first_time_transaction: flag.optional() }).optional(),
});
const codeListing = z.strictObject({
  ...paging,
  active: flag.optional(),
  code: text.optional(),
  coupon: text.optional(),
  created: created.optional(),
  customer: text.optional(),
});

function addCoupon({ draft, params }: ApiCall): object {
  const facts = parseParams(newCoupon, params);
  if ((facts.percent_off === undefined) === (facts.amount_off === undefined))
    throw invalidParameter('You must pass either `percent_off` or `amount_off`.', 'percent_off', 'parameter_missing');
  if (facts.amount_off !== undefined && facts.currency === undefined)
    throw invalidParameter('You must pass currency when passing amount_off.', 'currency', 'parameter_missing');
  const duration = facts.duration ?? 'once';
  if ((duration === 'repeating') !== (facts.duration_in_months !== undefined))
    throw invalidParameter('`duration_in_months` goes with `duration=repeating`, and only with it.', 'duration_in_months');
  if (facts.id !== undefined && draft.find('coupons', facts.id))
    throw new StripeProblem(400, 'Coupon already exists.', { code: 'resource_already_exists', param: 'id' });
  for (const product of facts.applies_to?.products ?? []) draft.need('products', product, 'applies_to[products]');
  return createCoupon(draft, {
    id: facts.id,
    amount_off: facts.amount_off ?? null,
    currency: facts.currency?.toLowerCase() ?? null,
    duration,
    duration_in_months: facts.duration_in_months ?? null,
    max_redemptions: facts.max_redemptions ?? null,
    name: facts.name ?? null,
    percent_off: facts.percent_off ?? null,
    redeem_by: facts.redeem_by ?? null,
    metadata: mergeMetadata({}, facts.metadata),
    products: facts.applies_to?.products,
  });
}

function changeCoupon({ draft, id, params }: ApiCall): object {
  const coupon = draft.need('coupons', id);
  const schema = z.strictObject({ metadata: metadata.optional(), name: clearable.optional() });
  const { metadata: patch, name } = parseParams(schema, params);
  const next = draft.put('coupons', {
    ...coupon,
    metadata: mergeMetadata(coupon.metadata ?? {}, patch),
    name: name === undefined ? coupon.name : name,
  });
  draft.emit('coupon.updated', next);
  return next;
}

/** A deleted coupon takes no new customers; the discounts it gave go on. */
function removeCoupon({ draft, id }: ApiCall): object {
  const coupon = draft.need('coupons', id);
  draft.put('coupons', { ...coupon, valid: false });
  draft.emit('coupon.deleted', coupon);
  return { id, object: 'coupon', deleted: true } satisfies Stripe.DeletedCoupon;
}

function listCoupons({ draft, params, path }: ApiCall): object {
  const { created: when, ...cut } = parseParams(z.strictObject({ ...paging, created: created.optional() }), params);
  return page(
    path,
    draft.all('coupons').filter((coupon) => isCreatedWithin(coupon.created, when)),
    cut,
  );
}

function addCode({ draft, params }: ApiCall): object {
  const facts = parseParams(newCode, params);
  draft.need('coupons', facts.promotion.coupon, 'promotion[coupon]');
  if (facts.customer !== undefined) draft.need('customers', facts.customer, 'customer');
  const code = facts.code ?? draft.newId('').slice(0, 8).toUpperCase();
  const isTaken = draft.all('promotionCodes').some((other) => other.active && other.code.toUpperCase() === code.toUpperCase());
  if (isTaken) throw invalidParameter('An active promotion code with that code already exists.', 'code', 'resource_already_exists');
  return createPromotionCode(draft, {
    active: facts.active ?? true,
    code,
    coupon: facts.promotion.coupon,
    customer: facts.customer ?? null,
    expires_at: facts.expires_at ?? null,
    max_redemptions: facts.max_redemptions ?? null,
    metadata: mergeMetadata({}, facts.metadata),
    restrictions: {
      first_time_transaction: facts.restrictions?.first_time_transaction ?? false,
      minimum_amount: null,
      minimum_amount_currency: null,
    },
  });
}

function changeCode({ draft, id, params }: ApiCall): object {
  const promotion = draft.need('promotionCodes', id);
  const { active, metadata: patch } = parseParams(z.strictObject({ active: flag.optional(), metadata: metadata.optional() }), params);
  const next = draft.put('promotionCodes', {
    ...promotion,
    active: active ?? promotion.active,
    metadata: mergeMetadata(promotion.metadata ?? {}, patch),
  });
  draft.emit('promotion_code.updated', next);
  return next;
}

function listCodes({ draft, params, path }: ApiCall): object {
  const { active, code, coupon, created: when, customer, ...cut } = parseParams(codeListing, params);
  const found = draft
    .all('promotionCodes')
    .filter((promotion) => isCreatedWithin(promotion.created, when) && (active === undefined || promotion.active === active))
    .filter((promotion) => code === undefined || promotion.code.toUpperCase() === code.toUpperCase())
    .filter((promotion) => coupon === undefined || idOf(promotion.promotion.coupon ?? '') === coupon)
    .filter((promotion) => customer === undefined || promotion.customer === customer);
  return page(path, found, cut);
}

/** Coupons and the codes that redeem them. */
export const discountRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/coupons', handle: addCoupon },
  { method: 'GET', path: '/v1/coupons', handle: listCoupons },
  { method: 'GET', path: '/v1/coupons/:id', handle: ({ draft, id }) => draft.need('coupons', id) },
  { method: 'POST', path: '/v1/coupons/:id', handle: changeCoupon },
  { method: 'DELETE', path: '/v1/coupons/:id', handle: removeCoupon },
  { method: 'POST', path: '/v1/promotion_codes', handle: addCode },
  { method: 'GET', path: '/v1/promotion_codes', handle: listCodes },
  { method: 'GET', path: '/v1/promotion_codes/:id', handle: ({ draft, id }) => draft.need('promotionCodes', id) },
  { method: 'POST', path: '/v1/promotion_codes/:id', handle: changeCode },
];
