import fc from 'fast-check';
import { nextAttempt } from './retry.js';

const createdAt = new Date('2026-03-01T00:00:00Z');
const after = (seconds: number): Date => new Date(createdAt.getTime() + seconds * 1000);

describe('nextAttempt', () => {
  it('waits half a minute, then doubles', () => {
    expect(nextAttempt({ createdAt, attempts: 1 }, createdAt, { spread: 0.5 })).toEqual(after(30));
    expect(nextAttempt({ createdAt, attempts: 2 }, createdAt, { spread: 0.5 })).toEqual(after(60));
    expect(nextAttempt({ createdAt, attempts: 5 }, createdAt, { spread: 0.5 })).toEqual(after(480));
  });

  it('never waits longer than an hour and a fifth', () => {
    expect(nextAttempt({ createdAt, attempts: 500 }, createdAt, { spread: 1 })).toEqual(after(4320));
  });

  it('gives up after a day', () => expect(nextAttempt({ createdAt, attempts: 30 }, after(23.5 * 3600), { spread: 0.5 })).toBeNull());

  it('waits as long as it is asked to, within reason', () => {
    expect(nextAttempt({ createdAt, attempts: 1 }, createdAt, { spread: 0.5, atLeast: 600_000 })).toEqual(after(600));
    expect(nextAttempt({ createdAt, attempts: 1 }, createdAt, { spread: 0.5, atLeast: 9e9 })).toEqual(after(6 * 3600));
    expect(nextAttempt({ createdAt, attempts: 5 }, createdAt, { spread: 0.5, atLeast: 1000 })).toEqual(after(480));
  });

  it('always ends, and never tries in the past', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (spread) => {
        let now = createdAt;
        let attempts = 0;
        for (;;) {
          const next = nextAttempt({ createdAt, attempts: ++attempts }, now, { spread });
          if (!next) break;
          expect(next.getTime()).toBeGreaterThan(now.getTime());
          now = next;
        }
        expect(attempts).toBeLessThan(60);
      }),
    );
  });
});
