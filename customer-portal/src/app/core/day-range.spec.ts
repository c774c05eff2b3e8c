import { dayRange, daysOrInstants, isDay, isInstant, isZone } from './day-range';

describe('days of the address', () => {
  it('tell days and zones from other words', () => {
    expect(['2026-02-28', '2026-02-30', '28.02.2026', ''].map(isDay)).toEqual([true, false, false, false]);
    expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
  });

  it('stand for the instants of a zone, the last day included', () =>
    expect(dayRange('2026-05-03', 'soon', 'Europe/Berlin')).toEqual({ from: '2026-05-02T22:00:00.000Z', to: undefined }));

  it('may be instants, which are themselves', () => {
    const hour = ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'] as const;
    expect(dayRange(...hour, 'Europe/Berlin')).toEqual({ from: hour[0], to: hour[1] });
    expect(daysOrInstants('2026-05-03', '2026-05-04')).toEqual({ from: '2026-05-03', to: '2026-05-05' });
    expect(daysOrInstants(hour[0], 'later')).toEqual({ from: hour[0], to: undefined });
    expect(['2026-10-25T00:00:00Z', '2026-02-30T00:00:00Z', '2026-10-25T25:00:00Z', '2026-10-25', ''].map(isInstant)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
