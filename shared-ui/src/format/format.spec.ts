import { addDays, formatDate, formatDay, formatPeriod, formatRelative, startOfDay } from './date-time';
import { formatMoney } from './money';
import { formatBytes, formatDuration, formatMilliseconds, formatNumber, formatShare, plural } from './number';

describe('money', () => {
  it.each([
    [2900, 'usd', '$29.00'],
    [2905, 'USD', '$29.05'],
    [-500, 'usd', '-$5.00'],
    [500, 'jpy', '¥500'],
    [123_456_789, 'usd', '$1,234,567.89'],
  ])('%i %s is %s', (minor, currency, text) => expect(formatMoney(minor, currency)).toBe(text));

  it('drops only an empty fraction for price tags', () => {
    expect(formatMoney(2900, 'usd', 'compact')).toBe('$29');
    expect(formatMoney(2905, 'usd', 'compact')).toBe('$29.05');
  });
});

describe('numbers', () => {
  it('groups, shares and tells nothing from zero', () => {
    expect([formatNumber(12480), formatNumber(0), formatNumber(null)]).toEqual(['12,480', '0', '—']);
    expect([formatShare(0.8749), formatShare(null), formatShare(1)]).toEqual(['87.5 %', '—', '100 %']);
    expect([plural(1, 'agent', 'agents'), plural(0, 'agent', 'agents')]).toEqual(['1 agent', '0 agents']);
  });

  it.each([
    [59, '59 s'],
    [60, '1 min'],
    [185, '3 min 5 s'],
    [3840, '1 h 4 min'],
    [null, '—'],
  ])('%p seconds read %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it('says milliseconds until they are seconds', () => {
    expect([formatMilliseconds(840), formatMilliseconds(1240)]).toEqual(['840 ms', '1.2 s']);
    expect([0, 840, 1_240, 36_400_000_000, null].map((bytes) => formatBytes(bytes))).toEqual(['0 B', '840 B', '1.2 kB', '36 GB', '—']);
  });
});

describe('dates', () => {
  it('depend on the named zone, not on the machine', () => {
    expect(formatDate('2026-05-03T23:30:00Z', 'UTC', 'time')).toBe('3 May 2026, 23:30');
    expect(formatDate('2026-05-03T23:30:00Z', 'Europe/Berlin', 'time')).toBe('4 May 2026, 01:30');
    expect(formatDay('2026-05-04')).toBe('4 May');
  });

  it('name a stretch of time with as many years as it needs', () => {
    expect(formatPeriod('2026-11-26T12:00:00Z', '2026-12-26T12:00:00Z', 'UTC')).toBe('26 Nov – 26 Dec 2026');
    expect(formatPeriod('2026-12-26T12:00:00Z', '2027-01-26T12:00:00Z', 'UTC')).toBe('26 Dec 2026 – 26 Jan 2027');
    expect(formatPeriod('2026-12-31T23:30:00Z', '2027-01-31T23:30:00Z', 'Europe/Berlin')).toBe('1 Jan – 1 Feb 2027');
    expect(formatPeriod(null, null, 'UTC')).toBe('— – —');
  });

  it('are relative to a given moment', () => {
    const now = Date.parse('2026-05-04T12:00:00Z');
    expect(formatRelative('2026-05-04T09:00:00Z', now)).toBe('3 hours ago');
    expect(formatRelative('2026-05-16T12:00:00Z', now)).toBe('in 12 days');
    expect(formatRelative('2026-05-04T11:59:40Z', now)).toBe('just now');
  });

  it.each([
    ['2026-05-04', 'UTC', '2026-05-04T00:00:00.000Z'],
    ['2026-05-04', 'Europe/Berlin', '2026-05-03T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-09-07', 'America/Santiago', '2026-09-07T03:00:00.000Z'],
    ['2026-04-05', 'America/Santiago', '2026-04-05T04:00:00.000Z'],
    ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/Havana', '2026-11-02T05:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['2026-10-30', 'Africa/Cairo', '2026-10-29T22:00:00.000Z'],
    ['2026-05-04', 'Pacific/Kiritimati', '2026-05-03T10:00:00.000Z'],
    ['2026-05-04', 'Pacific/Auckland', '2026-05-03T12:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, instant) => expect(startOfDay(day, zone)).toBe(instant));

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-12-25', 30, '2027-01-24'],
    ['soon', 1, 'soon'],
  ])('%s and %i days is %s', (day, count, expected) => expect(addDays(day, count)).toBe(expected));
});
