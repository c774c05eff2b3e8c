import * as fc from 'fast-check';
import { backoffDelay } from './backoff.js';
import { jobIdOf } from './job-queue.js';
import { definedJobs, defineJob } from './job.js';

describe('backoffDelay', () => {
  it('lies between half and all of the doubled delay, and under the cap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, random) => {
        const delay = backoffDelay(attempt, { baseMs: 100, capMs: 60_000 }, random);
        const full = Math.min(60_000, 100 * 2 ** Math.min(attempt - 1, 31));
        expect(delay).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(delay).toBeLessThanOrEqual(full);
      }),
    );
  });
});

describe('job ids and definitions', () => {
  it('are what BullMQ takes', () => {
    expect(jobIdOf('0198-email:agent')).toBe('0198-email_agent');
    expect(jobIdOf('42')).toBe('id-42');
  });

  it('refuse a second job of one name, and two schedules', () => {
    const job = defineJob({ name: 'spec-job', queue: 'maintenance', every: 1_000 });
    expect(definedJobs()).toContain(job);
    expect(() => defineJob({ name: 'spec-job', queue: 'maintenance' })).toThrow('twice');
    expect(() => defineJob({ name: 'spec-other', queue: 'maintenance', every: 1, cron: '* * * * *' })).toThrow('either');
  });
});
