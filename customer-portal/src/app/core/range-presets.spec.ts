import { presetDays, RANGE_PRESETS, todayIn } from './range-presets';

describe('ranges with a name', () => {
  it('end today, but for the month that is over', () => {
    const days = Object.fromEntries(RANGE_PRESETS.map((preset) => [preset, presetDays(preset, '2024-03-31')]));
    expect(days).toEqual({
      '7d': { from: '2024-03-25', to: '2024-03-31' },
      '30d': { from: '2024-03-02', to: '2024-03-31' },
      '90d': { from: '2024-01-02', to: '2024-03-31' },
      month: { from: '2024-03-01', to: '2024-03-31' },
      'last-month': { from: '2024-02-01', to: '2024-02-29' },
      quarter: { from: '2024-01-01', to: '2024-03-31' },
      '12m': { from: '2023-04-01', to: '2024-03-31' },
    });
  });

  it('begin with the day it is in the zone', () => {
    const now = Date.parse('2026-05-31T22:30:00Z');
    expect([todayIn('UTC', now), todayIn('Europe/Berlin', now)]).toEqual(['2026-05-31', '2026-06-01']);
  });
});
