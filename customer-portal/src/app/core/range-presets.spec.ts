import { presetDays, todayIn } from './range-presets';

describe('ranges with a name', () => {
  it.each([
    ['7d', '2026-11-21', '2026-11-27'],
    ['30d', '2026-10-29', '2026-11-27'],
    ['90d', '2026-08-30', '2026-11-27'],
    ['month', '2026-11-01', '2026-11-27'],
    ['last-month', '2026-10-01', '2026-10-31'],
    ['quarter', '2026-10-01', '2026-11-27'],
    ['12m', '2025-12-01', '2026-11-27'],
  ] as const)('%s on 27 November is %s to %s', (preset, from, to) => expect(presetDays(preset, '2026-11-27')).toEqual({ from, to }));

  it('cross the year', () => {
    expect(presetDays('last-month', '2027-01-15')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(presetDays('quarter', '2027-01-01')).toEqual({ from: '2027-01-01', to: '2027-01-01' });
    expect(presetDays('12m', '2026-12-31')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(presetDays('30d', '2028-03-01').from).toBe('2028-02-01');
  });

  it('know the day it is in a zone', () => {
    const now = Date.parse('2026-11-26T23:30:00Z');
    expect([todayIn('UTC', now), todayIn('Europe/Berlin', now), todayIn('America/New_York', now)]).toEqual([
      '2026-11-26',
      '2026-11-27',
      '2026-11-26',
    ]);
  });
});
