import { dayRange, isDay, isZone } from './day-range';

describe('days of the address', () => {
  it('tell days and zones from other words', () => {
    expect(['2026-02-28', '2026-02-30', '28.02.2026', ''].map(isDay)).toEqual([true, false, false, false]);
    expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
  });

  it('stand for the instants of a zone, the last day included', () =>
    expect(dayRange('2026-05-03', 'soon', 'Europe/Berlin')).toEqual({ from: '2026-05-02T22:00:00.000Z', to: undefined }));
});
