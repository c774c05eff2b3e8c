import * as fc from 'fast-check';
import type Stripe from 'stripe';
import { expectConverged } from './converged.js';
import { CARD_THAT_FAILS_LATER, type PlanCustomer, type Wanted } from './plan-customer.js';
import { expectOfLives, LIVES_TIMEOUT_MS, SEEDS } from './random-lives.js';
import { GOOD_CARD, payOnInvoice, Timeline, upcoming } from './scenarios/timeline.js';

let timeline: Timeline;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(1, 31) });
}, 60_000);
afterAll(() => timeline.close());

const DAY_MS = 86_400_000;

const wanted = fc.constantFrom<Wanted>('starter', 'professional', 'enterprise', 'starter/year', 'professional/year', 'enterprise/year');

/** What an owner does on the billing page. `clicks`: a double click sends the same twice; `tab` is another choice sent at the same moment. */
const move = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('go' as const), to: wanted, clicks: fc.integer({ min: 1, max: 3 }), tab: fc.option(wanted) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('old preview' as const), to: wanted }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'resume' as const, 'pay' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.constantFrom<number>(0.01, 3, 12, 31) }) },
);
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

/** What is known of one customer between moves. */
interface Story {
  readonly customer: PlanCustomer;
  /** A preview's token that was shown and not taken, with what it was for. */
  old: { readonly to: Wanted; readonly token: string; readonly amountDue: number } | null;
}

/** Sum of what invoices ask for, without those that were given up. */
const asked = (invoices: readonly Stripe.Invoice[]): number =>
  invoices.filter(({ status }) => status !== 'void').reduce((sum, { amount_due: due }) => sum + due, 0);

/** Invoices that came into being while `work` ran. */
async function invoicesOf<T>(customer: PlanCustomer, work: () => Promise<T>): Promise<{ result: T; added: Stripe.Invoice[] }> {
  const known = new Set((await customer.invoicesAtStripe()).map(({ id }) => id));
  const result = await work();
  return { result, added: (await customer.invoicesAtStripe()).filter(({ id }) => !known.has(id)) };
}

async function go(story: Story, { to, clicks, tab }: Extract<Move, { kind: 'go' }>): Promise<void> {
  const { customer } = story;
  const { status, body: preview } = await customer.preview(to);
  if (status !== 200) {
    expect(status).toBe(409);
    return;
  }
  if (preview.kind === 'checkout') return customer.buy(to);
  const other = tab === null ? null : await customer.preview(tab);
  const { result, added } = await invoicesOf(customer, () =>
    Promise.all([
      ...Array.from({ length: clicks }, () => customer.change(to, preview.token)),
      ...(tab !== null && other?.status === 200 ? [customer.change(tab, other.body.token)] : []),
    ]),
  );
  const mine = result.slice(0, clicks);
  const theirs = result.at(clicks);
  const previews = [...(mine.some((one) => one.status === 200) ? [preview] : []), ...(other && theirs?.status === 200 ? [other.body] : [])];
  for (const answer of result) expect([200, 409]).toContain(answer.status);
  // of two tabs one may come right after the other, when both are true; else one is refused
  expect(previews.length).toBeGreaterThan(0);
  expect(asked(added)).toBe(previews.filter(({ kind }) => kind === 'upgrade').reduce((sum, { amountDue }) => sum + amountDue, 0));
  expect(added.length).toBeLessThanOrEqual(previews.filter(({ kind }) => kind === 'upgrade').length);
}

/** Takes what was shown some time ago: charged exactly so, or refused with a new preview and nothing charged. */
async function takeOld(story: Story, { to }: Extract<Move, { kind: 'old preview' }>): Promise<void> {
  const { customer, old } = story;
  if (old) {
    const { result, added } = await invoicesOf(customer, () => customer.change(old.to, old.token));
    if (result.status === 200 && result.body.outcome === 'checkout') expect(added).toEqual([]);
    else if (result.status === 200) expect([0, old.amountDue]).toContain(asked(added));
    else expect([result.status, added]).toEqual([409, []]);
  }
  const { status, body } = await customer.preview(to);
  story.old = status === 200 ? { to, token: body.token, amountDue: body.amountDue } : null;
}

async function make(story: Story, next: Move): Promise<void> {
  const { customer } = story;
  switch (next.kind) {
    case 'go':
      return go(story, next);
    case 'old preview':
      return takeOld(story, next);
    case 'wait':
      return timeline.jump(new Date(timeline.now.getTime() + next.days * DAY_MS));
    case 'pay': {
      const open = (await customer.invoicesAtStripe()).find(({ status }) => status === 'open');
      if (open) await payOnInvoice(open.hosted_invoice_url ?? '', GOOD_CARD);
      return;
    }
    default: {
      const { result, added } = await invoicesOf(customer, () => (next.kind === 'cancel' ? customer.cancel() : customer.resume()));
      expect([200, 404, 409]).toContain(result.status);
      expect(added).toEqual([]);
    }
  }
}

/** Begins small and grows once in the middle of what is paid: random moves alone would seldom be charged for. */
const life = fc.record({
  first: fc.constantFrom<Wanted>('starter', 'starter/year', 'professional'),
  isCardGood: fc.constantFrom(true, true, false),
  days: fc.integer({ min: 1, max: 27 }),
  bigger: fc.constantFrom<Wanted>('enterprise', 'professional/year', 'enterprise/year'),
  clicks: fc.integer({ min: 1, max: 3 }),
  rest: fc.array(move, { minLength: 2, maxLength: 7 }),
});

it.each(SEEDS)(
  'no sequence of moves makes a second subscription, charges other than shown, or books revenue that is not there (seed %s)',
  async (seed) => {
    await expectOfLives(seed, life, async ({ first, isCardGood, days, bigger, clicks, rest }) => {
      const story: Story = { customer: await timeline.customer(), old: null };
      await story.customer.buy(first, isCardGood ? GOOD_CARD : CARD_THAT_FAILS_LATER);
      await expectConverged(story.customer);
      for (const next of [{ kind: 'wait' as const, days }, { kind: 'go' as const, to: bigger, clicks, tab: null }, ...rest]) {
        await make(story, next);
        await timeline.settle();
        await expectConverged(story.customer);
      }
    });
  },
  LIVES_TIMEOUT_MS,
);
