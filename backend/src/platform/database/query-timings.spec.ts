import { Clock } from '../clock/clock.js';
import { runInTrace } from '../logging/trace-context.js';
import { QueryTimings } from './query-timings.js';

class StoppedClock extends Clock {
  now(): Date {
    return new Date('2026-03-04T10:00:00.000Z');
  }
}

const timings = (): QueryTimings => new QueryTimings(new StoppedClock());
const run = (text: string, ms: number) => ({ text, name: null, ms, rows: 1, isError: false });

describe('the timings of statements', () => {
  it('are kept by shape, and begin anew when they were taken', () => {
    const kept = timings();
    kept.note(run('select * from t where a = 1', 2));
    runInTrace('trace', () => kept.note(run('select * from t where a = 2', 30)));
    kept.note({ ...run('select * from t where a = 2', 3), isError: true });
    const [tally, ...more] = kept.drain();
    expect(more).toEqual([]);
    expect(tally).toMatchObject({
      shape: 'select * from t where a = ?',
      count: 3,
      errors: 1,
      rows: 3,
      slowestMs: 30,
      slowestTrace: 'trace',
    });
    expect(tally?.seconds).toBeCloseTo(0.035);
    expect(tally?.buckets.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(kept.drain()).toEqual([]);
    kept.note(run('select * from t where a = 1', 1));
    expect(kept.drain()).toMatchObject([{ count: 1, errors: 0, slowestMs: 1, slowestTrace: null }]);
    expect(tally?.count).toBe(3);
  });

  it('do not grow with a program that writes values into its texts', () => {
    const kept = timings();
    for (let n = 0; n < 5_000; n++) kept.note(run(`select column_${n}`, 1));
    const tallies = kept.drain();
    expect(tallies.length).toBe(2_001);
    expect(tallies.find(({ shape }) => shape.startsWith('statements of too many'))?.count).toBe(3_000);
    kept.note(run('select column_7', 1));
    expect(kept.drain()).toHaveLength(1);
  });
});
