import * as fc from 'fast-check';
import { discrepancy, isOnItsWay, latestTurn, runStatus } from './reconciliation.js';

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

describe('latestTurn', () => {
  it.each([
    ['2026-11-26T03:00:00.000Z', 3, '2026-11-26T03:00:00.000Z'],
    ['2026-11-26T02:59:59.999Z', 3, '2026-11-25T03:00:00.000Z'],
    ['2026-11-26T23:10:00.000Z', 3, '2026-11-26T03:00:00.000Z'],
    ['2028-03-01T00:30:00.000Z', 23, '2028-02-29T23:00:00.000Z'],
  ])('at %s of hour %i is %s', (now, hour, turn) => expect(latestTurn(new Date(now), hour).toISOString()).toBe(turn));

  it('is never ahead and never a day behind', () => {
    const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 23 }), (now, hour) => {
        const turn = latestTurn(now, hour);
        expect(turn.getUTCHours()).toBe(hour);
        const since = now.getTime() - turn.getTime();
        expect(since >= 0 && since < 86_400_000).toBe(true);
      }),
    );
  });
});

describe('isOnItsWay', () => {
  const now = new Date('2026-11-26T12:00:00.000Z');
  it.each([
    ['2026-11-26T11:59:00.000Z', true],
    ['2026-11-26T11:44:59.000Z', false],
    ['2026-11-26T12:00:01.000Z', false],
  ])('made at %s: %s', (createdAt, expected) => expect(isOnItsWay(new Date(createdAt), now)).toBe(expected));
});
