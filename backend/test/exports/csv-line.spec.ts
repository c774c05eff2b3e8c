import fc from 'fast-check';
import { csvLine } from '@orbisvoice/shared-dto/values';

describe('csvLine', () => {
  it('quotes what needs quotes, and leaves numbers and nothing alone', () =>
    expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', -5, null])).toBe('a,"b,c","say ""x""","two\nlines",-5,\r\n'));

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\0x'])('takes the formula out of %j', (text) =>
    expect(csvLine([text])).toMatch(/^"?'/),
  );

  it('never begins a cell with a formula, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(csvLine([text])).not.toMatch(/^"?[=+\-@\t]/);
      }),
    );
  });
});
