import { byteRangeOf } from './byte-range.js';

it.each([
  [undefined, null],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=3-9', { start: 3, end: 9 }],
  ['bytes=3-', { start: 3, end: 99 }],
  ['bytes=3-500', { start: 3, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=9-3', null],
  ['bytes=-', null],
  ['bytes=1-2,5-6', null],
  ['lines=1-2', null],
])('%s of a hundred bytes is %j', (header, expected) => {
  expect(byteRangeOf(header, 100)).toEqual(expected);
});

it('nothing of an empty file can be asked for', () => {
  expect([byteRangeOf('bytes=0-', 0), byteRangeOf('bytes=-5', 0), byteRangeOf(undefined, 0)]).toEqual([
    'unsatisfiable',
    'unsatisfiable',
    null,
  ]);
});
