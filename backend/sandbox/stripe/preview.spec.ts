import fc from 'fast-check';
import type Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import { openSandbox } from './testing/harness.js';
import { cardHolder, idOf, itemOf } from './testing/tours.js';

const DAY = 86_400;
const PRICES = [
  { amount: 2900, interval: 'month' },
  { amount: 9900, interval: 'month' },
  { amount: 29_003, interval: 'year' },
  { amount: 99_999, interval: 'year' },
] as const;
const COUPONS: readonly (Stripe.CouponCreateParams | null)[] = [
  null,
  { percent_off: 33.33, duration: 'forever' },
  { percent_off: 20, duration: 'once' },
  { amount_off: 700, currency: 'usd', duration: 'repeating', duration_in_months: 2 },
  { percent_off: 100, duration: 'repeating', duration_in_months: 1 },
];
const PLACES: readonly (Stripe.CustomerCreateParams | null)[] = [
  null,
  { address: { country: 'DE' } },
  { address: { country: 'US', state: 'NY' } },
  { address: { country: 'FR' }, tax_exempt: 'exempt' },
  { address: { country: 'JP' } },
];

interface Scene {
  start: Date;
  from: number;
  to: number;
  coupon: number;
  place: number;
  credit: number;
  trialDays: number;
  /** Seconds from the start to the change, and how far before the change it counts from. */
  waited: number;
  back: number;
  behaviour: 'always_invoice' | 'create_prorations' | 'none';
  /** An earlier change whose prorations still wait for an invoice. */
  earlier: number | null;
}

const price = fc.nat({ max: PRICES.length - 1 });
const scenes: fc.Arbitrary<Scene> = fc.record({
  start: fc.date({ min: new Date('2027-10-01T00:00:00Z'), max: new Date('2028-04-01T00:00:00Z'), noInvalidDate: true }),
  from: price,
  to: price,
  coupon: fc.nat({ max: COUPONS.length - 1 }),
  place: fc.nat({ max: PLACES.length - 1 }),
  credit: fc.constantFrom(0, 0, 1, 1500, 250_000),
  trialDays: fc.constantFrom(0, 0, 0, 14),
  waited: fc.oneof(fc.constantFrom(0, 1, DAY), fc.integer({ min: 0, max: 70 * DAY })),
  back: fc.constantFrom(0, 0, 1, 600),
  behaviour: fc.constantFrom('always_invoice', 'create_prorations', 'none'),
  earlier: fc.option(price, { freq: 3 }),
});

/** What must agree: every amount, and every line in its words and its time. */
function reckoning(invoice: Stripe.Invoice): object {
  const amounts = (entries: readonly { amount: number }[] | null): number[] => (entries ?? []).map(({ amount }) => amount);
  return {
    subtotal: invoice.subtotal,
    discounts: amounts(invoice.total_discount_amounts),
    taxes: (invoice.total_taxes ?? []).map(({ amount, taxable_amount, taxability_reason }) => ({
      amount,
      taxable_amount,
      taxability_reason,
    })),
    total: invoice.total,
    total_excluding_tax: invoice.total_excluding_tax,
    starting_balance: invoice.starting_balance,
    amount_due: invoice.amount_due,
    currency: invoice.currency,
    lines: invoice.lines.data.map((line) => ({
      amount: line.amount,
      description: line.description,
      period: line.period,
      price: line.pricing?.price_details?.price,
      quantity: line.quantity,
      discounts: amounts(line.discount_amounts),
      taxes: amounts(line.taxes),
      proration: line.parent?.subscription_item_details?.proration,
    })),
  };
}

interface Stage {
  sandbox: StripeSandbox;
  stripe: Stripe;
  prices: string[];
}

async function setStage(start: Date): Promise<Stage> {
  const { sandbox, stripe } = await openSandbox({ clock: () => start });
  const product = await stripe.products.create({ name: 'Voice' });
  const made = PRICES.map(({ amount, interval }) =>
    stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: amount, recurring: { interval } }),
  );
  return { sandbox, stripe, prices: (await Promise.all(made)).map(({ id }) => id) };
}

async function startSubscription({ stripe, prices }: Stage, scene: Scene): Promise<Stripe.Subscription> {
  const [couponFacts, place] = [COUPONS[scene.coupon], PLACES[scene.place]];
  const customer = await cardHolder(stripe, '4242424242424242', place ?? {});
  const coupon = couponFacts ? await stripe.coupons.create(couponFacts) : null;
  return stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: prices[scene.from] ?? '' }],
    automatic_tax: { enabled: place !== null },
    ...(coupon && { discounts: [{ coupon: coupon.id }] }),
    ...(scene.trialDays > 0 && { trial_period_days: scene.trialDays }),
  });
}

/** Previews a change and makes it; both invoices, and whether the change was billed at once. */
async function play(stage: Stage, scene: Scene): Promise<{ shown: Stripe.Invoice; charged: Stripe.Invoice; isAtOnce: boolean }> {
  const { sandbox, stripe, prices } = stage;
  const { id, customer, items } = await startSubscription(stage, scene);
  const item = items.data[0]?.id ?? '';
  sandbox.advance({ seconds: scene.waited });
  // A renewal that is still a draft would take the credit first.
  if (Object.values(sandbox.state.invoices).some(({ status }) => status === 'draft')) sandbox.advance({ seconds: 3600 });
  if (scene.earlier !== null) {
    await stripe.subscriptions.update(id, {
      items: [{ id: item, price: prices[scene.earlier] ?? '' }],
      proration_behavior: 'create_prorations',
    });
  }
  if (scene.credit > 0) await stripe.customers.createBalanceTransaction(idOf(customer), { amount: -scene.credit, currency: 'usd' });
  const { current_period_start: begun, current_period_end: end } = itemOf(await stripe.subscriptions.retrieve(id));
  const prorationDate = Math.max(begun, Math.floor(sandbox.now().getTime() / 1000) - scene.back);
  const change = {
    items: [{ id: item, price: prices[scene.to] ?? '' }],
    proration_behavior: scene.behaviour,
    ...(scene.behaviour === 'none' ? {} : { proration_date: prorationDate }),
  };
  const before = JSON.stringify(sandbox.state.subscriptions);
  const shown = await stripe.invoices.createPreview({ subscription: id, subscription_details: change });
  expect(JSON.stringify(sandbox.state.subscriptions)).toBe(before);
  const known = new Set(Object.keys(sandbox.state.invoices));
  await stripe.subscriptions.update(id, change);
  const isAtOnce = Object.keys(sandbox.state.invoices).length > known.size;
  if (!isAtOnce) sandbox.advance(new Date((end + 3601) * 1000));
  const charged = (await stripe.invoices.list({ subscription: id, limit: 100 })).data.filter((invoice) => !known.has(String(invoice.id)));
  const [first] = charged.reverse();
  if (first === undefined) throw new Error('nothing was charged');
  return { shown, charged: first, isAtOnce };
}

describe('a preview', () => {
  it('is the invoice of the change it shows, to the cent and to the word', async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const stage = await setStage(scene.start);
        try {
          const { shown, charged, isAtOnce } = await play(stage, scene);
          if (scene.behaviour === 'always_invoice') expect(isAtOnce).toBe(true);
          if (scene.trialDays > 0 && isAtOnce && scene.waited < scene.trialDays * DAY) expect(shown.total).toBe(0);
          expect(reckoning(charged)).toEqual(reckoning(shown));
          expect(charged.total).toBe(charged.lines.data.reduce((total, line) => total + lineTotal(line), 0));
        } finally {
          await stage.sandbox.close();
        }
      }),
      { numRuns: 50 },
    );
  }, 120_000);
});

function lineTotal(line: Stripe.InvoiceLineItem): number {
  const sum = (entries: readonly { amount: number }[] | null): number => (entries ?? []).reduce((total, { amount }) => total + amount, 0);
  return line.amount - sum(line.discount_amounts) + sum(line.taxes);
}
