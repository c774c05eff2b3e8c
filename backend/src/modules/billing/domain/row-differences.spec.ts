import * as fc from 'fast-check';
import { fieldDifferences, rowDifferences, type PlainRow } from './row-differences.js';

const row = fc.dictionary(
  fc.constantFrom('status', 'amount', 'plan', 'ends'),
  fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)),
);
const rows = fc
  .dictionary(fc.constantFrom('subscription a', 'subscription b', 'invoice c'), row)
  .map((all) => new Map(Object.entries(all)));

describe('fieldDifferences', () => {
  it('names what differs with both sides, and nothing else', () => {
    expect(fieldDifferences({ status: 'active', amount: 1, note: null }, { status: 'canceled', amount: 1 })).toEqual([
      { field: 'status', before: 'active', after: 'canceled' },
    ]);
  });

  it('takes a row that is not there for nulls', () => {
    expect(fieldDifferences(null, { status: 'active', note: null })).toEqual([{ field: 'status', before: null, after: 'active' }]);
    expect(fieldDifferences({ status: 'active' }, null)).toEqual([{ field: 'status', before: 'active', after: null }]);
  });

  it('does not mind the order of an object’s keys, but that of a list', () => {
    expect(fieldDifferences({ discount: { a: 1, b: [1, 2] } }, { discount: { b: [1, 2], a: 1 } })).toEqual([]);
    expect(fieldDifferences({ list: [1, 2] }, { list: [2, 1] })).toHaveLength(1);
  });

  it('is empty for equal rows, and mirrored when the sides are exchanged', () => {
    fc.assert(
      fc.property(row, row, (a: PlainRow, b: PlainRow) => {
        expect(fieldDifferences(a, { ...a })).toEqual([]);
        const back = fieldDifferences(b, a).map(({ field, before, after }) => ({ field, before: after, after: before }));
        expect(fieldDifferences(a, b)).toEqual(back);
      }),
    );
  });
});

describe('rowDifferences', () => {
  it('says which row a field belongs to', () => {
    expect(rowDifferences(new Map(), new Map([['invoice in_1', { status: 'paid' }]]))).toEqual([
      { field: 'invoice in_1: status', before: null, after: 'paid' },
    ]);
  });

  it('leads from one set to the other: applied to the first it gives the second', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const flat = (all: ReadonlyMap<string, PlainRow>): Map<string, unknown> =>
          new Map([...all].flatMap(([name, one]) => Object.entries(one).map(([field, value]) => [`${name}: ${field}`, value ?? null])));
        const patched = flat(a);
        for (const { field, after } of rowDifferences(a, b)) patched.set(field, after);
        const said = (all: Map<string, unknown>): unknown[] => [...all].filter(([, value]) => value !== null).sort();
        expect(said(patched)).toEqual(said(flat(b)));
      }),
    );
  });
});
