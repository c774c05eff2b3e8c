import { formatChanges, wantedPrices, type CatalogueEntry } from './catalogue.js';

const entry: CatalogueEntry = {
  code: 'starter',
  name: 'Starter',
  description: 'For one site',
  priceMonthly: 2_900,
  priceYearly: 29_000,
  overageUnitMicros: 15_000,
  currency: 'usd',
};

describe('wantedPrices', () => {
  it('sells by month and year, each with a price for what goes beyond the limit', () => {
    expect(wantedPrices(entry).map(({ lookupKey, unitAmount }) => [lookupKey, unitAmount])).toEqual([
      ['starter_monthly', 2_900],
      ['starter_overage_monthly', 1.5],
      ['starter_yearly', 29_000],
      ['starter_overage_yearly', 1.5],
    ]);
  });

  it('leaves out what is not sold', () => {
    const prices = wantedPrices({ ...entry, priceYearly: null, overageUnitMicros: null });
    expect(prices.map(({ lookupKey }) => lookupKey)).toEqual(['starter_monthly']);
  });

  it('counts a currency without cents in whole units', () => {
    const [, overage] = wantedPrices({ ...entry, currency: 'jpy', overageUnitMicros: 4_000_000 });
    expect(overage?.unitAmount).toBe(4);
  });
});

describe('formatChanges', () => {
  it('is a line for each thing, and how many there are of each kind', () => {
    const text = formatChanges([
      { kind: 'product', name: 'orbisvoice_starter', outcome: 'created', from: null, to: 'OrbisVoice Starter' },
      { kind: 'price', name: 'starter_monthly', outcome: 'changed', from: '1 usd', to: '2900 usd' },
      { kind: 'price', name: 'starter_yearly', outcome: 'unchanged', from: '29000 usd', to: '29000 usd' },
    ]);
    expect(text.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
      '+ product orbisvoice_starter OrbisVoice Starter',
      '~ price starter_monthly 1 usd → 2900 usd',
      '= price starter_yearly 29000 usd',
      '1 created, 1 changed, 1 unchanged',
      '',
    ]);
  });
});
