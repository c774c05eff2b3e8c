import * as fc from 'fast-check';
import { expectConverged } from './converged.js';
import { deed, RandomHistory } from './random-history.js';
import { expectOfLives, LIVES_TIMEOUT_MS, SEEDS } from './random-lives.js';
import type { Reconciler } from './reconciling.js';
import { Timeline, upcoming } from './scenarios/timeline.js';

let timeline: Timeline;
let staff: Reconciler;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(8, 31) });
  staff = await timeline.reconciler();
}, 60_000);
afterAll(() => timeline.close());

const HOUR_MS = 3_600_000;

const history = fc.record({
  plan: fc.constantFrom('starter' as const, 'professional' as const),
  isCardGood: fc.boolean(),
  deeds: fc.array(deed, { minLength: 3, maxLength: 9 }),
  chaos: fc.record({
    seed: fc.nat(),
    drop: fc.constantFrom(0.3, 0.6, 1),
    duplicate: fc.constantFrom(0, 0.3),
    reorder: fc.boolean(),
  }),
});

/** The nightly comparison, an hour after whatever happened last: younger events may still be on their way. */
async function night(): Promise<void> {
  await timeline.jump(new Date(timeline.now.getTime() + HOUR_MS));
  await staff.reconcile();
}

it.each(SEEDS)(
  'what is lost of a random history is found by a comparison, and a second one finds nothing (seed %s)',
  async (seed) => {
    await expectOfLives(seed, history, async ({ plan, isCardGood, deeds, chaos }) => {
      const story = await RandomHistory.begin(timeline);
      timeline.stripe.chaos(chaos);
      for (const next of [{ kind: 'subscribe' as const, plan, isCardGood }, ...deeds]) {
        // Stripe forgets an event after 30 days, the comparison looks every night
        if (next.kind === 'wait') await night();
        await story.do(next);
        await timeline.settle();
      }
      timeline.stripe.chaos(null);
      await night();
      await expectConverged(story.customer);
      expect(await staff.reconcile()).toMatchObject({ status: 'clean', items: [] });
    });
  },
  LIVES_TIMEOUT_MS,
);
