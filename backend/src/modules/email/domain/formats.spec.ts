import { bytesText, countryText, countText, dayText, instantText, moneyText, periodText } from './formats.js';

const berlin = { timeZone: 'Europe/Berlin', locale: 'en' };

describe('formats', () => {
  it('names the zone, also over a change of the clock', () => {
    expect(instantText(new Date('2026-03-29T00:59:00Z'), berlin)).toBe('29 March 2026 at 01:59 CET');
    expect(instantText(new Date('2026-03-29T01:01:00Z'), berlin)).toBe('29 March 2026 at 03:01 CEST');
  });

  it('takes the day of the reader', () => expect(dayText(new Date('2026-12-31T23:30:00Z'), berlin)).toBe('1 January 2027'));

  it('writes a period', () => {
    expect(periodText(new Date('2026-11-01T00:00:00Z'), new Date('2026-12-01T00:00:00Z'), berlin)).toBe(
      '1 November 2026 to 1 December 2026',
    );
  });

  it.each([
    [2900, 'usd', 'USD 29.00'],
    [1, 'usd', 'USD 0.01'],
    [500, 'jpy', 'JPY 500'],
    [-2900, 'eur', '-EUR 29.00'],
  ])('%i %s → %s', (minor, currency, expected) => expect(moneyText(minor, currency, berlin)).toBe(expected));

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [3_240, '3.2 kB'],
    [3_240_000, '3.2 MB'],
    [2_000_000_000, '2 GB'],
  ])('%i bytes → %s', (bytes, expected) => expect(bytesText(bytes, berlin)).toBe(expected));

  it.each([
    ['DE', 'Germany'],
    ['QQ', null],
    [null, null],
  ])('country %s → %s', (code, name) => expect(countryText(code, berlin)).toBe(name));

  it('separates thousands', () => expect(countText(100_000, berlin)).toBe('100,000'));
});
