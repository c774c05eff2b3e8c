import type { StripeInvoice, StripePrice } from './stripe.gateway.js';
import { linePriceIds, toInvoiceLines } from './invoice-lines.mapper.js';

type Line = StripeInvoice['lines']['data'][number];

const price = (id: string, changes: Partial<StripePrice> = {}): StripePrice =>
  ({ id, lookup_key: null, metadata: {}, ...changes }) as StripePrice;
const prices = [
  price('price_plan', { lookup_key: 'starter_monthly' }),
  price('price_overage', { metadata: { kind: 'overage', plan: 'starter' } }),
  price('price_other'),
];
const line = (id: string, priceId: string | null, changes: Partial<Line> = {}): Line =>
  ({
    id,
    amount: 2_900,
    description: `line ${id}`,
    discount_amounts: null,
    parent: null,
    period: { start: 1_767_000_000, end: 1_769_000_000 },
    pricing: priceId && { price_details: { price: priceId } },
    quantity: 1,
    ...changes,
  }) as Line;
const prorated = (proration: boolean): Partial<Line> => ({ parent: { subscription_item_details: { proration } } as Line['parent'] });

describe('toInvoiceLines', () => {
  it.each<[string, Line, string, string | null]>([
    ['a plan', line('il_1', 'price_plan', prorated(false)), 'plan', 'starter'],
    ['a part of a period', line('il_1', 'price_plan', prorated(true)), 'proration', 'starter'],
    [
      'a part of a period that was added later',
      line('il_1', 'price_plan', { parent: { invoice_item_details: { proration: true } } as Line['parent'] }),
      'proration',
      'starter',
    ],
    ['conversations beyond the limit', line('il_1', 'price_overage'), 'overage', null],
    ['something of no plan', line('il_1', 'price_other'), 'other', null],
    ['something without a price', line('il_1', null), 'other', null],
  ])('tells %s', (_, given, kind, planCode) => expect(toInvoiceLines([given], prices)).toMatchObject([{ kind, planCode }]));

  it('keeps order, period and what discounts leave of the amount', () => {
    const discounted = line('il_2', 'price_plan', { discount_amounts: [{ amount: 400, discount: 'di_1' }], description: null });
    expect(toInvoiceLines([line('il_1', null), discounted], prices)).toMatchObject([
      { stripeLineId: 'il_1', position: 0, amount: 2_900, periodStart: new Date(1_767_000_000_000) },
      { stripeLineId: 'il_2', position: 1, amount: 2_500, description: '' },
    ]);
  });

  it('asks for each price once', () => {
    expect(linePriceIds([line('a', 'price_plan'), line('b', 'price_plan'), line('c', null)])).toEqual(['price_plan']);
  });
});
