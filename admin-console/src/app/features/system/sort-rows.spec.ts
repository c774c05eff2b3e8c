import { sortRows } from './sort-rows';

const rows = [
  { n: 2, s: 'b' },
  { n: null, s: 'c' },
  { n: 3, s: 'a' },
];
const by = { n: (row: (typeof rows)[number]) => row.n, s: (row: (typeof rows)[number]) => row.s };
const order = (sort: string) => sortRows(rows, { sort, fallback: '-n', by }).map(({ s }) => s);

describe('sorted rows', () => {
  it('follow the word of the address, both ways, by numbers and texts', () => {
    expect([order('n'), order('-n'), order('s'), order('-s')]).toEqual([
      ['b', 'a', 'c'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
    ]);
  });

  it('fall back when the address names no column', () => expect(order('-nonsense')).toEqual(order('-n')));
});
