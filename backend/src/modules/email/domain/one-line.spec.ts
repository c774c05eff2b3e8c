import { oneLine } from './one-line.js';

it('keeps every text of a mail’s data on its line, and the rest as it is', () => {
  const data = { name: 'Eve\r\n\r\nYour account is locked', lines: [{ description: 'a\u2028b', count: 3 }], isReached: true, tax: null };
  expect(oneLine(data)).toEqual({
    name: 'Eve Your account is locked',
    lines: [{ description: 'a b', count: 3 }],
    isReached: true,
    tax: null,
  });
});
