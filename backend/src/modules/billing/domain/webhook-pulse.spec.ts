import { isSilent, lastEventAge } from './webhook-pulse.js';

const now = new Date('2026-11-26T12:00:00.000Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);

describe('isSilent', () => {
  it.each([
    ['nothing to hear of', null, null, false],
    ['nothing to hear of any more', 9_000, null, false],
    ['an event in time', 3_600, 90_000, false],
    ['an event too long ago', 3_601, 90_000, true],
    ['never an event, and not yet expected', null, 3_600, false],
    ['never an event', null, 3_601, true],
    ['an old event, and a subscription since that is young', 90_000, 60, false],
  ] as const)('%s', (_what, last, live, expected) => {
    expect(isSilent({ lastEventAt: last === null ? null : ago(last), liveSince: live === null ? null : ago(live) }, 3_600, now)).toBe(
      expected,
    );
  });
});

describe('lastEventAge', () => {
  it('is unknown before the first event, and never negative', () => {
    expect(lastEventAge({ lastEventAt: null }, now)).toBeNull();
    expect(lastEventAge({ lastEventAt: ago(61) }, now)).toBe(61);
    expect(lastEventAge({ lastEventAt: ago(-5) }, now)).toBe(0);
  });
});
