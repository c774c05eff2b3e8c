import * as fc from 'fast-check';
import { ACCOUNT_BRAKE, MAIL_BRAKE, NETWORK_BRAKE, waitAfter } from './brakes.js';

/** Tries as often as the brake lets, for an hour. */
function triesIn(ms: number, brake: typeof ACCOUNT_BRAKE): number {
  let tries = 0;
  for (let now = 0; now < ms; now += Math.max(1, waitAfter(tries, brake))) tries += 1;
  return tries;
}

describe('waitAfter', () => {
  it('lets people mistype, then doubles, then stays', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1_000].map((failures) => waitAfter(failures, ACCOUNT_BRAKE) / 1_000);
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('admits at most 100 guesses an hour at one account', () => expect(triesIn(3_600_000, ACCOUNT_BRAKE)).toBeLessThanOrEqual(100));

  it('admits at most 9 mails an hour to one address', () => expect(triesIn(3_600_000, MAIL_BRAKE)).toBeLessThanOrEqual(9));

  it('never shrinks and never exceeds its bound', () => {
    fc.assert(
      fc.property(fc.constantFrom(ACCOUNT_BRAKE, NETWORK_BRAKE, MAIL_BRAKE), fc.nat({ max: 100_000 }), (brake, failures) => {
        const wait = waitAfter(failures, brake);
        expect(wait).toBeLessThanOrEqual(brake.longestWaitMs);
        expect(waitAfter(failures + 1, brake)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
