import { monthName, monthShort, utcDate, utcExact } from './dates';

describe('dates', () => {
  it('prints UTC whatever the zone of the machine', () => {
    expect(utcExact('2026-11-22T23:59:59.900Z')).toBe('22 Nov 2026, 23:59:59 UTC');
    expect(utcDate('2026-03-01T00:00:00Z')).toBe('1 Mar 2026');
  });

  it('names months without moving them over midnight', () => {
    expect(monthName('2026-01')).toBe('Jan 2026');
    expect(monthShort('2026-12')).toBe('Dec');
  });
});
