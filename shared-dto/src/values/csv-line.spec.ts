import { csvLine } from './csv-line.js';

describe('csvLine', () => {
  it('quotes what needs quotes, and leaves numbers and nothing alone', () =>
    expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', -5, null])).toBe('a,"b,c","say ""x""","two\nlines",-5,\r\n'));

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\0x'])('takes the formula out of %j', (text) =>
    expect(csvLine([text])).toMatch(/^"?'/),
  );
});
