import { setTimeout as sleep } from 'node:timers/promises';
import { atSteadyPace } from './steady-pace.js';

async function duration(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await atSteadyPace(work).catch(() => undefined);
  return performance.now() - started;
}

describe('atSteadyPace', () => {
  it('takes the same time for much, little and failing work', async () => {
    const times = [await duration(() => sleep(1)), await duration(() => sleep(60)), await duration(() => Promise.reject(new Error('no')))];
    for (const time of times) {
      expect(time).toBeGreaterThan(95);
      expect(time).toBeLessThan(190);
    }
  });

  it('passes value and error on', async () => {
    await expect(atSteadyPace(() => Promise.resolve(7))).resolves.toBe(7);
    await expect(atSteadyPace(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
