import * as fc from 'fast-check';
import { discrepancy, runStatus } from './reconciliation.js';

describe('discrepancy', () => {
  it('is none when ours says what Stripe says, whatever else ours holds', () => {
    expect(discrepancy({ status: 'active', ours: 1 }, { status: 'active' })).toBeNull();
  });

  it('names the fields that differ', () => {
    expect(discrepancy({ status: 'active', price: 1 }, { status: 'canceled', price: 1 })).toEqual({
      kind: 'different',
      differences: [{ field: 'status', before: 'active', after: 'canceled' }],
    });
  });

  it('is a missing row when we have none', () => {
    expect(discrepancy(null, { status: 'active' })).toEqual({
      kind: 'missing',
      differences: [{ field: 'status', before: null, after: 'active' }],
    });
  });

  it('is found in any field that is changed, and only there', () => {
    const row = fc.record({ status: fc.string(), price: fc.integer(), ends: fc.option(fc.string()) });
    fc.assert(
      fc.property(row, fc.constantFrom('status' as const, 'ends' as const), fc.string(), (ours, field, value) => {
        const theirs = { ...ours, [field]: value };
        expect(discrepancy(ours, theirs)?.differences.map((one) => one.field) ?? []).toEqual(ours[field] === value ? [] : [field]);
      }),
    );
  });
});

describe('runStatus', () => {
  it.each([
    [0, 0, 'clean'],
    [3, 3, 'repaired'],
    [3, 2, 'unresolved'],
  ] as const)('of %i found and %i repaired is %s', (found, repaired, status) => expect(runStatus(found, repaired)).toBe(status));
});
