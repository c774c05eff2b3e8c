import fc from 'fast-check';
import type Stripe from 'stripe';
import { addIntervals } from './core/periods.js';
import type { StripeSandbox } from './server.js';
import { openSandbox } from './testing/harness.js';
import { cardHolder, idOf, itemOf } from './testing/tours.js';

const DAY = 86_400;
const CARDS = ['4242424242424242', '4000000000000341', '4000002760003184'] as const;
const INTERVALS = ['month', 'year', 'week'] as const;
/** Days that not every month has, and the last second before one. */
const STARTS = [
  '2027-12-31T23:59:59Z',
  '2028-01-31T12:00:00Z',
  '2028-02-29T00:00:00Z',
  '2027-08-30T06:30:00Z',
  '2027-10-15T10:00:00Z',
] as const;

/** How one tenant's subscription begins, and what is decided about it at once. */
interface Beginning {
  card: number;
  interval: number;
  trialDays: number;
  coupon: boolean;
  decision: 'none' | 'cancel' | 'downgrade';
}

const beginnings: fc.Arbitrary<Beginning> = fc.record({
  card: fc.nat({ max: CARDS.length - 1 }),
  interval: fc.nat({ max: INTERVALS.length - 1 }),
  trialDays: fc.constantFrom(0, 0, 3, 14),
  coupon: fc.boolean(),
  decision: fc.constantFrom('none', 'none', 'cancel', 'downgrade'),
});
const starts = fc.constantFrom(...STARTS);

async function stage(start: string): Promise<{ sandbox: StripeSandbox; stripe: Stripe }> {
  return openSandbox({ clock: () => new Date(start) });
}

async function begin(stripe: Stripe, tenants: readonly Beginning[]): Promise<void> {
  const product = await stripe.products.create({ name: 'Voice' });
  const coupon = await stripe.coupons.create({ id: 'QUARTER', percent_off: 25, duration: 'repeating', duration_in_months: 2 });
  for (const { card, interval, trialDays, coupon: hasCoupon, decision } of tenants) {
    const recurring = { interval: INTERVALS[interval] ?? 'month' };
    const terms = { product: product.id, currency: 'usd', recurring };
    const [large, small] = [
      await stripe.prices.create({ ...terms, unit_amount: 9900 }),
      await stripe.prices.create({ ...terms, unit_amount: 2900 }),
    ];
    const customer = await cardHolder(stripe, CARDS[card]);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: large.id }],
      ...(trialDays > 0 && { trial_period_days: trialDays }),
      ...(hasCoupon && { discounts: [{ coupon: coupon.id }] }),
    });
    if (subscription.status === 'incomplete') continue;
    if (decision === 'cancel') await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    if (decision === 'downgrade') await downgrade(stripe, subscription, small.id);
  }
}

async function downgrade(stripe: Stripe, subscription: Stripe.Subscription, price: string): Promise<void> {
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const [running] = schedule.phases;
  if (running === undefined) throw new Error('no phase');
  const items = [{ price: itemOf(subscription).price.id, quantity: 1 }];
  const [same, next] = [{ items, start_date: running.start_date, end_date: running.end_date }, { items: [{ price, quantity: 1 }] }];
  const { interval = 'month' } = itemOf(subscription).price.recurring ?? {};
  await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    phases: [same, { ...next, proration_behavior: 'none', duration: { interval, interval_count: 1 } }],
  });
}

/** The whole account as text, with ids by the order in which they appear; where it is served and how time was moved is no part of it. */
function fingerprint({ state, url }: StripeSandbox): string {
  const rest = Object.fromEntries(Object.entries(state).filter(([kind]) => !['clock', 'replies', 'seed'].includes(kind)));
  const names = new Map<string, string>();
  const text = JSON.stringify(rest, null, 1).replaceAll(url, '');
  return text.replace(/req_[0-9a-f]{14}|stripe-node-retry-[0-9a-f-]{36}|[A-Za-z0-9]{24}|[A-Z0-9]{8}(?=")/g, (id) => {
    names.set(id, names.get(id) ?? `#${names.size}`);
    return names.get(id) ?? '';
  });
}

describe('time', () => {
  it('makes no difference by how it is moved: one jump or many small steps', async () => {
    const steps = fc.array(fc.integer({ min: 1, max: 20 * DAY }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(starts, fc.array(beginnings, { minLength: 1, maxLength: 4 }), steps, async (start, tenants, pieces) => {
        const [jumping, walking] = [await stage(start), await stage(start)];
        try {
          await begin(jumping.stripe, tenants);
          await begin(walking.stripe, tenants);
          expect(fingerprint(walking.sandbox)).toBe(fingerprint(jumping.sandbox));
          jumping.sandbox.advance({ seconds: pieces.reduce((total, piece) => total + piece, 0) });
          for (const seconds of pieces) walking.sandbox.advance({ seconds });
          expect(fingerprint(walking.sandbox)).toBe(fingerprint(jumping.sandbox));
          const made = Object.values(walking.sandbox.state.events).map(({ created }) => created);
          expect(made).toEqual([...made].sort((a, b) => a - b));
        } finally {
          await jumping.sandbox.close();
          await walking.sandbox.close();
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('pays period after period without a gap, on the day it began or the last of a shorter month', async () => {
    await fc.assert(
      fc.asyncProperty(starts, fc.nat({ max: INTERVALS.length - 1 }), fc.constantFrom(0, 3, 14), async (start, interval, trialDays) => {
        const { sandbox, stripe } = await stage(start);
        try {
          await begin(stripe, [{ card: 0, interval, trialDays, coupon: false, decision: 'none' }]);
          sandbox.advance({ days: interval === 1 ? 1500 : 430 });
          const [subscription] = Object.values(sandbox.state.subscriptions);
          if (subscription === undefined) throw new Error('no subscription');
          const periods = Object.values(sandbox.state.invoices).map((invoice) => invoice.lines.data[0]?.period);
          const anchor = subscription.billing_cycle_anchor;
          const cadence = { interval: INTERVALS[interval] ?? '', interval_count: 1 };
          const paid = trialDays === 0 ? periods : periods.slice(1);
          expect(periods[0]?.start).toBe(subscription.start_date);
          if (trialDays > 0) expect(periods[0]?.end).toBe(subscription.trial_end);
          expect(paid).toEqual(
            paid.map((_period, index) => ({ start: addIntervals(anchor, cadence, index), end: addIntervals(anchor, cadence, index + 1) })),
          );
          expect(paid.at(-1)?.end).toBe(itemOf(subscription).current_period_end);
          // the newest may have begun less than an hour ago
          const states = Object.values(sandbox.state.invoices).map(({ status }) => status);
          expect(states.slice(0, -1).every((status) => status === 'paid')).toBe(true);
        } finally {
          await sandbox.close();
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('climbs any ladder step by step, and ends as the account says', async () => {
    const ladders = fc.uniqueArray(fc.integer({ min: 1, max: 25 }), { maxLength: 6 }).map((days) => days.sort((a, b) => a - b));
    const ends = fc.constantFrom('cancel' as const, 'unpaid' as const, 'past_due' as const);
    await fc.assert(
      fc.asyncProperty(starts, ladders, ends, async (start, retryDays, afterwards) => {
        const { sandbox, stripe } = await openSandbox({ clock: () => new Date(start), dunning: { retryDays, afterwards } });
        try {
          await begin(stripe, [{ card: 1, interval: 1, trialDays: 3, coupon: false, decision: 'none' }]);
          sandbox.advance({ days: 40 });
          const [, invoice] = Object.values(sandbox.state.invoices);
          const first = invoice?.status_transitions.finalized_at ?? 0;
          const failed = Object.values(sandbox.state.events).filter(({ type }) => type === 'invoice.payment_failed');
          expect(failed.map(({ created }) => created)).toEqual([0, ...retryDays].map((day) => first + day * DAY));
          expect(invoice).toMatchObject({ attempt_count: retryDays.length + 1, next_payment_attempt: null });
          const [subscription] = Object.values(sandbox.state.subscriptions);
          expect(subscription?.status).toBe(afterwards === 'cancel' ? 'canceled' : afterwards);
          expect(idOf(subscription?.latest_invoice)).toBe(invoice?.id);
        } finally {
          await sandbox.close();
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
