import fc from 'fast-check';
import { addIntervals, periodEnd } from './periods.js';

const moment = fc.integer({ min: Date.parse('2000-01-01') / 1000, max: Date.parse('2090-12-31') / 1000 });
const cadence = fc.record({ interval: fc.constantFrom('day', 'week', 'month', 'year'), interval_count: fc.integer({ min: 1, max: 12 }) });

describe('billing periods', () => {
  it.each([
    ['2026-01-31T12:00:00Z', 1, '2026-02-28T12:00:00Z'],
    ['2026-01-31T12:00:00Z', 2, '2026-03-31T12:00:00Z'],
    ['2024-01-31T00:00:00Z', 1, '2024-02-29T00:00:00Z'],
    ['2024-02-29T00:00:00Z', 12, '2025-02-28T00:00:00Z'],
    ['2025-12-15T23:59:59Z', 1, '2026-01-15T23:59:59Z'],
  ])('%s plus %i months is %s', (anchor, months, expected) => {
    const monthly = { interval: 'month', interval_count: 1 };
    expect(addIntervals(Date.parse(anchor) / 1000, monthly, months)).toBe(Date.parse(expected) / 1000);
  });

  it('always move forward, keep the time of day, and never pass the anchor day', () => {
    fc.assert(
      fc.property(moment, cadence, fc.integer({ min: 1, max: 60 }), (anchor, every, times) => {
        const next = addIntervals(anchor, every, times);
        expect(next).toBeGreaterThan(addIntervals(anchor, every, times - 1));
        expect(next % 86_400).toBe(anchor % 86_400);
        if (every.interval === 'month' || every.interval === 'year') {
          expect(new Date(next * 1000).getUTCDate()).toBeLessThanOrEqual(new Date(anchor * 1000).getUTCDate());
        }
      }),
    );
  });

  it('follow one another without gap or drift', () => {
    fc.assert(
      fc.property(moment, cadence, fc.integer({ min: 1, max: 24 }), (anchor, every, count) => {
        let start = anchor;
        for (let index = 1; index <= count; index += 1) {
          const end = periodEnd(anchor, every, start);
          expect(end).toBe(addIntervals(anchor, every, index));
          start = end;
        }
      }),
    );
  });
});
