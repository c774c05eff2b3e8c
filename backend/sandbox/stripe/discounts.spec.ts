import type Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import { customerWithCard, newestInvoice } from './testing/customer-with-card.js';
import { addPlan, openSandbox } from './testing/harness.js';

describe('discounts', () => {
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  let price: Stripe.Price;
  let buyer: { customer: string; method: string };
  let now: Date;

  const eventTypes = (): string[] => Object.values(sandbox.state.events).map(({ type }) => type);
  const start = (discounts: Stripe.SubscriptionCreateParams.Discount[]): Promise<Stripe.Subscription> =>
    stripe.subscriptions.create({
      customer: buyer.customer,
      default_payment_method: buyer.method,
      items: [{ price: price.id }],
      discounts,
      expand: ['discounts'],
    });

  beforeEach(async () => {
    now = new Date('2026-01-15T12:00:00Z');
    ({ sandbox, stripe } = await openSandbox({ clock: () => now }));
    price = await addPlan(stripe, 'starter', 2900);
    buyer = await customerWithCard(stripe, price.id);
  });
  afterEach(() => sandbox.close());

  it('lower one invoice by percent, say so on the line, and are used up', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 33.33, duration: 'once', name: 'Welcome' });
    const subscription = await start([{ coupon: coupon.id }]);
    const invoice = await newestInvoice(stripe, subscription.id);
    const discount = subscription.discounts[0] ?? invoice.discounts[0];
    expect(invoice).toMatchObject({ subtotal: 2900, total: 1933, amount_paid: 1933, total_discount_amounts: [{ amount: 967 }] });
    expect(invoice.lines.data[0]?.discount_amounts).toEqual([{ amount: 967, discount: invoice.discounts[0] }]);
    expect(discount).toBeDefined();
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ discounts: [] });
    expect(eventTypes()).toEqual(expect.arrayContaining(['customer.discount.created', 'customer.discount.deleted']));
    sandbox.renew(subscription.id);
    expect(await newestInvoice(stripe, subscription.id)).toMatchObject({ total: 2900, discounts: [] });
    expect(await stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1 });
  });

  it('run out with their months', async () => {
    const coupon = await stripe.coupons.create({ amount_off: 1000, currency: 'usd', duration: 'repeating', duration_in_months: 2 });
    const subscription = await start([{ coupon: coupon.id }]);
    const totals = [(await newestInvoice(stripe, subscription.id)).total];
    for (const month of ['02', '03', '04']) {
      now = new Date(`2026-${month}-15T12:00:00Z`);
      sandbox.renew(subscription.id);
      totals.push((await newestInvoice(stripe, subscription.id)).total);
    }
    expect(totals).toEqual([1900, 1900, 2900, 2900]);
    expect((await stripe.subscriptions.retrieve(subscription.id)).discounts).toEqual([]);
    expect(eventTypes()).toContain('customer.discount.deleted');
  });

  it('make an invoice free, which is paid without a payment', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 100, duration: 'forever' });
    const subscription = await start([{ coupon: coupon.id }]);
    expect(subscription).toMatchObject({ status: 'active', discounts: [{ source: { coupon: coupon.id } }] });
    const invoice = await stripe.invoices.retrieve(String((await newestInvoice(stripe, subscription.id)).id), { expand: ['payments'] });
    expect(invoice).toMatchObject({ status: 'paid', total: 0, amount_due: 0, payments: { data: [] } });
  });

  it('come from promotion codes that can be limited, listed and switched off', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'forever' });
    const promotion = await stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'HALF',
      max_redemptions: 1,
    });
    await expect(stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'half' })).rejects.toMatchObject({
      code: 'resource_already_exists',
    });
    expect((await stripe.promotionCodes.list({ code: 'half' })).data).toMatchObject([{ id: promotion.id }]);
    const subscription = await start([{ promotion_code: promotion.id }]);
    expect(subscription.discounts).toMatchObject([{ promotion_code: promotion.id }]);
    await expect(start([{ promotion_code: promotion.id }])).rejects.toMatchObject({ statusCode: 400 });
    expect(await stripe.promotionCodes.update(promotion.id, { active: false })).toMatchObject({ active: false, times_redeemed: 1 });
    await stripe.subscriptions.update(subscription.id, { discounts: '' });
    expect((await stripe.subscriptions.retrieve(subscription.id)).discounts).toEqual([]);
  });

  it.each([
    [{ duration: 'once' as const }, 'percent_off'],
    [{ amount_off: 5, duration: 'once' as const }, 'currency'],
    [{ percent_off: 10, duration: 'repeating' as const }, 'duration_in_months'],
    [{ percent_off: 101, duration: 'once' as const }, 'percent_off'],
  ])('refuse a coupon that says too little: %j', async (facts, param) => {
    await expect(stripe.coupons.create(facts)).rejects.toMatchObject({ statusCode: 400, param });
  });
});
