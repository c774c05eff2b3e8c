import { bothClocks, monthName, monthShort, utcDate, utcExact } from './dates';

describe('dates', () => {
  it('prints UTC whatever the zone of the machine', () => {
    expect(utcExact('2026-11-22T23:59:59.900Z')).toBe('22 Nov 2026, 23:59:59 UTC');
    expect(utcDate('2026-03-01T00:00:00Z')).toBe('1 Mar 2026');
  });

  it('sets the viewer’s clock beside UTC only where it says something else', () => {
    expect(bothClocks('2026-03-04T10:00:00Z', 'UTC')).toBe('4 Mar 2026, 10:00:00 UTC');
    expect(bothClocks('2026-03-04T10:00:00Z', 'Asia/Tokyo')).toMatch(/^4 Mar 2026, 10:00:00 UTC · 4 Mar 2026, 19:00:00 .*\(your time\)$/);
  });

  it('names months without moving them over midnight', () => {
    expect(monthName('2026-01')).toBe('Jan 2026');
    expect(monthShort('2026-12')).toBe('Dec');
  });
});
