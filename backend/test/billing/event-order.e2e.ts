import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { StripeEventProcessor } from '../../src/modules/billing/stripe/stripe-event.processor.js';
import { StripeGateway } from '../../src/modules/billing/stripe/stripe.gateway.js';
import { conclusions, eventsOf, forget, outboxOf } from './billing-harness.js';
import { expectConverged } from './converged.js';
import type { PlanCustomer } from './plan-customer.js';
import { expectOfLives, LIVES_TIMEOUT_MS, SEEDS } from './random-lives.js';
import { deed, RandomHistory, turn } from './random-history.js';
import { GOOD_CARD, payOnInvoice, Timeline, upcoming } from './scenarios/timeline.js';

let timeline: Timeline;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(1, 20) });
  holdAnswers();
}, 60_000);
afterAll(() => timeline.close());

/** While it is set, whoever has read Stripe waits before applying it: what was read is old by then. */
let gate: Promise<void> | null = null;
let atGate = 0;

function holdAnswers(): void {
  const gateway = timeline.app.get(StripeGateway);
  const read = gateway.subscription.bind(gateway);
  // of all that is read of a tenant the subscriptions are the last
  jest.spyOn(gateway, 'subscription').mockImplementation(async (id) => {
    const held = gate;
    const answer = await read(id);
    if (held) atGate += 1;
    await held;
    return answer;
  });
}

/** Begins to work these events and goes on once each of them has read Stripe; they apply what they read when they are let through. */
async function begin(ids: readonly string[]): Promise<() => Promise<void>> {
  let open = (): void => undefined;
  let finished = 0;
  gate = new Promise((resolve) => (open = resolve));
  atGate = 0;
  const works = ids.map((id) => work(id).finally(() => (finished += 1)));
  while (atGate + finished < ids.length) await sleep(1);
  gate = null;
  return async () => {
    open();
    await Promise.all(works);
  };
}

const work = (id: string): Promise<void> => timeline.app.get(StripeEventProcessor).process(id);

/** Ids of the tenant's stored events that nobody has taken up. */
async function waiting({ customer }: RandomHistory): Promise<string[]> {
  const events = await eventsOf(timeline.app, customer.tenantId);
  return events.filter(({ status }) => status === 'received').map(({ id }) => id);
}

/** One piece of a history: what happens at Stripe, and which waiting events are read before it and applied after it, and worked after it. */
const step = fc.record({ deed, early: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), late: fc.array(fc.nat(), { maxLength: 2 }) });
const history = fc.record({
  first: fc.record({
    kind: fc.constant('subscribe' as const),
    plan: fc.constantFrom('starter' as const, 'professional' as const),
    isCardGood: fc.boolean(),
  }),
  steps: fc.array(step, { minLength: 3, maxLength: 8 }),
  last: fc.record({ deed: turn, early: fc.array(fc.nat(), { minLength: 2, maxLength: 3 }) }),
  order: fc.infiniteStream(fc.nat()),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** Lives a history, working events on the way, and then what is left, each twice. */
async function live({ first, steps, last, order }: History): Promise<PlanCustomer> {
  const story = await RandomHistory.begin(timeline);
  await story.do(first);
  await timeline.stripe.settled();
  for (const { deed, early, late } of steps) {
    const apply = await begin(chosen(await waiting(story), early));
    await story.do(deed);
    await timeline.stripe.settled();
    await Promise.all(chosen(await waiting(story), late).map(work));
    await apply();
  }
  // at the end nothing comes after what was read too early
  const apply = await begin(chosen(await waiting(story), last.early));
  await story.do(last.deed);
  await timeline.stripe.settled();
  await workAll(story, order);
  await apply();
  return story.customer;
}

const chosen = (ids: readonly string[], picks: readonly number[]): string[] =>
  ids.length === 0 ? [] : [...new Set(picks.map((pick) => ids[pick % ids.length] ?? ''))];

async function workAll(story: RandomHistory, order: fc.Stream<number>): Promise<void> {
  for (let rest = await waiting(story); rest.length > 0; rest = await waiting(story)) {
    const id = rest[(order.next().value ?? 0) % rest.length] ?? '';
    await Promise.all([work(id), work(id)]);
  }
}

it.each(SEEDS)(
  'the events of a random history end in Stripe’s state, worked in any order, twice, and applied after more has happened (seed %s)',
  async (seed) => {
    await expectOfLives(seed, history, async (one) => {
      const customer = await live(one);
      // the queue brings every event once more
      await timeline.settle();
      await expectConverged(customer);
    });
  },
  LIVES_TIMEOUT_MS,
);

/** Every order of a few things. */
function ordersOf<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, index) => ordersOf(things.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

it('all 120 orders of a burst end in the same rows: a renewal fails, is paid with another card, and the plan grows', async () => {
  const customer = await timeline.customer();
  await customer.buy('starter', '4000000000000341');
  await timeline.jump(new Date(timeline.now.getTime() + 32 * 86_400_000));
  const { dunning } = await customer.subscription();
  await payOnInvoice(dunning?.payUrl ?? '', GOOD_CARD);
  await timeline.settle();
  // the subscription's own card is still the bad one
  const { url } = await customer.goTo('professional');
  await payOnInvoice(url ?? '', GOOD_CARD);
  await timeline.settle();
  const events = await eventsOf(timeline.app, customer.tenantId);
  const last = (type: string): string => events.findLast((event) => event.type === type)?.id ?? '';
  const first = (type: string): string => events.find((event) => event.type === type)?.id ?? '';
  const burst = [
    last('customer.subscription.updated'),
    first('invoice.payment_failed'),
    events.filter((event) => event.type === 'invoice.paid').at(1)?.id ?? '',
    last('invoice.paid'),
    first('checkout.session.completed'),
  ];
  const reached = async (order: readonly string[]): Promise<object> => {
    await forget(timeline.app, customer.tenantId);
    for (const id of order) await work(id);
    return { ...(await conclusions(timeline.app, customer.tenantId)), told: (await outboxOf(timeline.app, customer.tenantId)).sort() };
  };
  const expected = await reached(burst);
  expect(expected).toMatchObject({
    subscriptions: [{ status: 'active', plan_code: 'professional' }],
    told: ['invoice.paid', 'invoice.paid', 'subscription.created'],
  });
  for (const order of ordersOf(burst)) expect({ order, ...(await reached(order)) }).toEqual({ order, ...expected });
}, 240_000);
