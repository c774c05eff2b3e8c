import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { addIntervals } from '../core/periods.js';
import { StripeProblem } from '../core/problem.js';

type TestClock = Stripe.TestHelpers.TestClock;

/** Clocks are deleted after this many seconds, Stripe says; here they only carry the date. */
const LIFE = 30 * 86_400;
/** How far back a new clock may point, so that a caller's rounding is no refusal. */
const SLACK = 60;

/** A handle on the account's one clock; a later time than the account's moves it there. */
export function createTestClock(draft: Draft, facts: { frozenTime: number; name: string | null }): TestClock {
  if (facts.frozenTime < draft.at - SLACK)
    throw new StripeProblem(400, 'This sandbox has one clock for the whole account, which cannot start in the past.', {
      param: 'frozen_time',
    });
  const isAhead = facts.frozenTime > draft.at;
  const clock = draft.put('testClocks', {
    id: draft.newId('clock_'),
    object: 'test_helpers.test_clock',
    created: draft.at,
    deletes_after: facts.frozenTime + LIFE,
    frozen_time: facts.frozenTime,
    livemode: false,
    name: facts.name,
    status: isAhead ? 'advancing' : 'ready',
    status_details: isAhead ? { advancing: { target_frozen_time: facts.frozenTime } } : {},
  } satisfies TestClock);
  draft.emit('test_helpers.test_clock.created', clock);
  return clock;
}

/** Sends the account's clock on its way; it arrives later, and says so. */
export function beginAdvancing(draft: Draft, id: string, target: number): TestClock {
  const clock = draft.need('testClocks', id);
  if (clock.status === 'advancing') throw new StripeProblem(400, 'The test clock is already advancing.', { code: 'test_clock_advancing' });
  if (target <= clock.frozen_time)
    throw new StripeProblem(400, 'The frozen_time must be after the current frozen_time of the test clock.', { param: 'frozen_time' });
  if (target > reach(draft)) {
    throw new StripeProblem(
      400,
      'You can only advance a test clock up to two intervals from its current frozen time, based on the shortest subscription interval.',
      { param: 'frozen_time' },
    );
  }
  const moving = draft.put('testClocks', { ...clock, status: 'advancing', status_details: { advancing: { target_frozen_time: target } } });
  draft.emit('test_helpers.test_clock.advancing', moving);
  return moving;
}

/** How far one step may go. */
function reach(draft: Draft): number {
  const cadences = draft
    .all('subscriptions')
    .filter(({ ended_at: endedAt }) => endedAt === null)
    .flatMap(({ items }) => items.data.flatMap(({ price }) => (price.recurring === null ? [] : [price.recurring])));
  return Math.min(...cadences.map((cadence) => addIntervals(draft.at, cadence, 2)));
}

/** The account has arrived. */
export function finishAdvancing(draft: Draft, id: string): void {
  const clock = draft.find('testClocks', id);
  const target = clock?.status_details.advancing?.target_frozen_time;
  if (clock === undefined || target === undefined) return;
  const ready = draft.put('testClocks', { ...clock, frozen_time: target, status: 'ready', status_details: {} });
  draft.emit('test_helpers.test_clock.ready', ready);
}
