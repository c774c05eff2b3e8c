import { monthsAhead } from './months-ahead.js';

const texts = (now: string, count: number): string[] => monthsAhead(new Date(now), count).map((month) => month.toISOString().slice(0, 10));

describe('monthsAhead', () => {
  it('is this month and the next ones', () => {
    expect(texts('2026-03-15T12:00:00Z', 2)).toEqual(['2026-03-01', '2026-04-01', '2026-05-01']);
  });

  it('leaves out no short month and goes on into the next year', () => {
    expect(texts('2027-12-31T23:59:59Z', 2)).toEqual(['2027-12-01', '2028-01-01', '2028-02-01']);
    expect(texts('2026-01-31T00:00:00Z', 1)).toEqual(['2026-01-01', '2026-02-01']);
  });
});
