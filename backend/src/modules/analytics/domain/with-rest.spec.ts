import { ANALYTICS_LIST_MAX } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { withRest, type Rest } from './with-rest.js';

interface Row {
  readonly name: string | null;
  readonly count: number;
}
const sum = (rows: readonly Row[]): number => rows.reduce((total, { count }) => total + count, 0);
const rest: Rest<Row> = {
  merge: (rows) => ({ name: 'other', count: sum(rows) }),
  isOther: ({ name }) => name === 'other',
  isFixed: ({ name }) => name === null,
};
const rows = (count: number): Row[] => Array.from({ length: count }, (_, index) => ({ name: `n${index}`, count: 1_000 - index }));

it('leaves a list alone that ends by itself, also one with a row called other', () => {
  const list = [{ name: 'other', count: 9 }, { name: null, count: 8 }, ...rows(ANALYTICS_LIST_MAX - 2)];
  expect(withRest(list, rest)).toEqual(list);
});

it('shows the first ones in their order, and all others as the last row', () => {
  const list = rows(ANALYTICS_LIST_MAX + 1);
  const bounded = withRest(list, rest);
  expect(bounded.slice(0, -1)).toEqual(list.slice(0, ANALYTICS_LIST_MAX - 1));
  expect(bounded.at(-1)).toEqual({ name: 'other', count: 951 + 950 });
});

it('never shows more than the most, loses nothing, keeps what is fixed and has one rest', () => {
  const given = fc.uniqueArray(
    fc.record({ name: fc.option(fc.oneof(fc.constant('other'), fc.string()), { freq: 9 }), count: fc.nat(100) }),
    {
      selector: ({ name }) => name,
      maxLength: 160,
      size: 'max',
    },
  );
  fc.assert(
    fc.property(given, (list) => {
      const bounded = withRest(list, rest);
      if (list.length <= ANALYTICS_LIST_MAX) return expect(bounded).toEqual(list);
      expect(bounded).toHaveLength(ANALYTICS_LIST_MAX);
      expect(sum(bounded)).toBe(sum(list));
      expect(bounded.filter(rest.isFixed ?? (() => false))).toEqual(list.filter(({ name }) => name === null));
      expect(bounded.filter(rest.isOther).length).toBeLessThanOrEqual(1);
    }),
  );
});
