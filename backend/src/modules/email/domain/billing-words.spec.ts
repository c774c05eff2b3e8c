import { cardMonthText, cardText, daysText, declineText, priceText } from './billing-words.js';

const reader = { timeZone: 'Europe/Berlin', locale: 'en' };

describe('the words of billing', () => {
  it('names cards', () => {
    expect(cardText('visa', '4242')).toBe('Visa ending in 4242');
    expect(cardText('amex', '0005')).toBe('American Express ending in 0005');
    expect(cardText('cartes_bancaires', '1001')).toBe('Card ending in 1001');
  });

  it('names the month of a card, whatever the zone', () => expect(cardMonthText(2026, 1, reader)).toBe('January 2026'));

  it('says why a card was declined, or nothing', () => {
    expect(declineText('expired_card')).toBe('the card has expired');
    expect(declineText('some_new_code')).toBeNull();
    expect(declineText(null)).toBeNull();
  });

  it('says how often a price is paid', () => {
    expect(priceText({ amount: 29_000, currency: 'usd', interval: 'year' }, reader)).toBe('USD 290.00 a year');
  });

  it.each([
    ['2026-11-22T06:15:00Z', '2026-11-29T06:14:00Z', '7 days'],
    ['2026-11-22T06:15:00Z', '2026-11-28T18:04:00Z', '7 days'],
    ['2026-11-22T06:15:00Z', '2026-11-22T18:04:00Z', '1 day'],
    ['2026-11-22T06:15:00Z', '2026-11-22T06:00:00Z', '1 day'],
  ])('from %s to %s there are %s', (from, to, days) => expect(daysText(new Date(from), new Date(to))).toBe(days));
});
