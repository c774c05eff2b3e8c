import * as fc from 'fast-check';
import { minorUnitMicros, overageAmount, toOverage } from './overage.js';

const starter = { overageUnitMicros: 40_000, currency: 'usd' };

describe('overageAmount', () => {
  it.each([
    [0, 15_000, 'usd', 0],
    [1, 15_000, 'usd', 2],
    [3, 15_000, 'usd', 5],
    [1, 4_000, 'usd', 0],
    [1, 5_000, 'usd', 1],
    [1_000, 8_000, 'usd', 800],
    [7, 500_000, 'jpy', 4],
    [3, 1_500, 'kwd', 5],
  ])('%d at %d millionths of %s are %d minor units', (quantity, overageUnitMicros, currency, amount) => {
    expect(overageAmount(quantity, { overageUnitMicros, currency })).toBe(amount);
  });

  it('never costs more than the cap that admitted it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 10_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), (cap, overageUnitMicros) => {
        const terms = { overageUnitMicros, currency: 'usd' };
        const admitted = Math.floor((cap * minorUnitMicros('usd')) / overageUnitMicros);
        expect(overageAmount(admitted, terms)).toBeLessThanOrEqual(cap);
      }),
    );
  });
});

describe('toOverage', () => {
  it('shows what is on, and what it costs so far', () => {
    expect(toOverage(starter, { isEnabled: true, capAmount: 5_000, quantity: 25 })).toEqual({
      isAvailable: true,
      isEnabled: true,
      capAmount: 5_000,
      unitMicros: 40_000,
      quantity: 25,
      amount: 100,
      currency: 'usd',
    });
  });

  it('keeps what was counted when it is switched off', () => {
    expect(toOverage(starter, { isEnabled: false, capAmount: 5_000, quantity: 25 })).toMatchObject({
      isEnabled: false,
      capAmount: null,
      quantity: 25,
      amount: 100,
    });
  });

  it('is off on a plan that does not sell it', () => {
    const standing = { isEnabled: true, capAmount: 5_000, quantity: 0 };
    expect(toOverage({ overageUnitMicros: null, currency: 'usd' }, standing)).toMatchObject({ isAvailable: false, isEnabled: false });
  });
});
