import { WEBHOOK_RETRY_SECONDS } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { nextTryAt } from './retry-ladder.js';

const NOW = new Date('2026-03-01T00:00:00Z');

describe('the ladder of tries', () => {
  it('takes ten tries and three days', () => {
    const total = WEBHOOK_RETRY_SECONDS.reduce((sum, seconds) => sum + seconds, 0);
    expect(WEBHOOK_RETRY_SECONDS).toHaveLength(9);
    expect(total / 86_400).toBeGreaterThan(3);
    expect(total / 86_400).toBeLessThan(3.5);
    expect(nextTryAt(WEBHOOK_RETRY_SECONDS.length, NOW, 0)).toBeNull();
  });

  it('waits for at least its pause and at most a tenth longer, and never shorter than the step before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: WEBHOOK_RETRY_SECONDS.length - 1 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (step, luck) => {
          const waited = ((nextTryAt(step, NOW, luck)?.getTime() ?? 0) - NOW.getTime()) / 1_000;
          const pause = WEBHOOK_RETRY_SECONDS[step] ?? 0;
          expect(waited).toBeGreaterThanOrEqual(pause);
          expect(waited).toBeLessThanOrEqual(pause * 1.1 + 0.001);
          expect(pause).toBeGreaterThan(WEBHOOK_RETRY_SECONDS[step - 1] ?? 0);
        },
      ),
    );
  });
});
