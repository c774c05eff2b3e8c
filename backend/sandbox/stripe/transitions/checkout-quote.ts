import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { idOf } from '../objects/catalogue.js';
import { pricePositions, sum } from '../objects/pricing.js';
import { taxIdsOf, type TaxTerms, taxTermsOf } from '../objects/tax.js';
import { refusalOf } from './discounting.js';

/** Works an open session's price out anew: what it lists, less the code, plus the tax of the address. */
export function requote(draft: Draft, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const record = draft.need('checkouts', session.id);
  const { discount } = record;
  const terms = session.automatic_tax.enabled ? taxOf(draft, session) : null;
  const priced = pricePositions(
    record.lineItems.map((line) => ({
      amount: line.amount_subtotal,
      isDiscountable: true,
      product: line.price ? idOf(line.price.product) : '',
    })),
    {
      discounts: discount === null ? [] : [{ id: discount.coupon, coupon: draft.need('coupons', discount.coupon) }],
      taxRate: terms?.rate ?? 0,
    },
  );
  const lineItems = record.lineItems.map((line, index) => {
    const { net = line.amount_subtotal, tax = 0 } = priced[index] ?? {};
    return { ...line, amount_discount: line.amount_subtotal - net, amount_tax: tax, amount_total: net + tax };
  });
  draft.put('checkouts', { ...record, lineItems });
  const amountTax = sum(lineItems.map((line) => line.amount_tax));
  const amountDiscount = sum(lineItems.map((line) => line.amount_discount));
  const { enabled } = session.automatic_tax;
  return draft.put('checkoutSessions', {
    ...session,
    amount_total: sum(lineItems.map((line) => line.amount_total)),
    automatic_tax: { ...session.automatic_tax, status: !enabled ? null : terms === null ? 'requires_location_inputs' : 'complete' },
    discounts: discount === null ? [] : [{ coupon: discount.coupon, promotion_code: discount.promotionCode }],
    total_details: { amount_discount: amountDiscount, amount_shipping: 0, amount_tax: amountTax },
  });
}

function taxOf(draft: Draft, session: Stripe.Checkout.Session): TaxTerms | null {
  const customer = session.customer === null ? undefined : draft.find('customers', idOf(session.customer));
  const typed = draft.need('checkouts', session.id).address;
  return taxTermsOf({
    address: typed ?? customer?.address ?? null,
    exemption: customer?.tax_exempt ?? null,
    taxIds: customer === undefined ? [] : taxIdsOf(draft, customer.id),
  });
}

/** Uses a typed code, or takes it off again when the text is empty; answers with why it gives nothing. */
export function applyCode(draft: Draft, id: string, code: string): string | null {
  const session = draft.need('checkoutSessions', id);
  const record = draft.need('checkouts', id);
  if (session.allow_promotion_codes !== true) return 'This checkout takes no codes.';
  const promotion = draft.all('promotionCodes').find((entry) => entry.active && entry.code.toUpperCase() === code.toUpperCase());
  const refusal = code === '' ? null : refusalOf(draft, promotion, session.customer === null ? null : idOf(session.customer));
  if (refusal !== null) return refusal;
  const coupon = promotion?.promotion.coupon ?? null;
  const discount = promotion === undefined || coupon === null ? null : { coupon: idOf(coupon), promotionCode: promotion.id };
  draft.put('checkouts', { ...record, discount });
  requote(draft, session);
  return null;
}

/** Notes where the customer is; answers with what is missing to tax them. */
export function setAddress(draft: Draft, id: string, address: Stripe.Address): string | null {
  const session = draft.need('checkoutSessions', id);
  const isTaxable = taxTermsOf({ address, exemption: null, taxIds: [] }) !== null;
  if (session.automatic_tax.enabled && !isTaxable) return 'Enter the two letters of your state, like TX.';
  draft.put('checkouts', { ...draft.need('checkouts', id), address });
  requote(draft, session);
  return null;
}
