import { someTiers } from '../../testing/factories';
import { moneyText, parseMoney } from './money-input';
import { bestSaving, conversationsFor, formatRate, yearlySaving } from './rate';

describe('an amount that is typed', () => {
  it.each([
    ['25', 'usd', 2_500],
    [' 25.5 ', 'usd', 2_550],
    ['25,50', 'usd', 2_550],
    ['0.01', 'usd', 1],
    ['2500', 'jpy', 2_500],
    ['25.505', 'usd', null],
    ['2500.5', 'jpy', null],
    ['-25', 'usd', null],
    ['1e3', 'usd', null],
    ['', 'usd', null],
  ])('%s in %s is %s', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toBe(minor);
  });

  it('comes back as it was', () => {
    for (let minor = 0; minor < 3_000; minor++) expect(parseMoney(moneyText(minor, 'usd'), 'usd')).toBe(minor);
  });
});

describe('rates', () => {
  it('keep digits that a cent has not', () => {
    expect([formatRate(40_000, 'usd'), formatRate(7_500, 'usd'), formatRate(1_000_000, 'usd')]).toEqual(['$0.04', '$0.0075', '$1.00']);
  });

  it('pay for whole conversations only, never one more than the cap holds', () => {
    for (const unitMicros of [40_000, 7_500, 33_333]) {
      for (let cap = 0; cap < 500; cap++) {
        const count = conversationsFor(cap, { unitMicros, currency: 'usd' });
        expect(count * unitMicros).toBeLessThanOrEqual(cap * 10_000);
        expect((count + 1) * unitMicros).toBeGreaterThan(cap * 10_000);
      }
    }
    expect(conversationsFor(500, { unitMicros: 1_000_000, currency: 'jpy' })).toBe(500);
    expect(conversationsFor(500, { unitMicros: null, currency: 'usd' })).toBe(0);
  });

  it('know what a year saves, and that some save nothing', () => {
    expect(yearlySaving({ priceMonthly: 2_900, priceYearly: 29_000 })).toBe(5_800);
    expect(yearlySaving({ priceMonthly: 2_900, priceYearly: null })).toBeNull();
    expect(yearlySaving({ priceMonthly: 2_900, priceYearly: 34_800 })).toBeNull();
    expect(bestSaving(someTiers().items)).toBe('16 %');
    expect(bestSaving(someTiers('free', { priceYearly: null }).items)).toBeNull();
  });
});
