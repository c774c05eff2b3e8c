import fc from 'fast-check';
import { LineBreaks } from './line-breaks.js';

/** The text in pieces of such sizes, as they go on, with the lines that were counted. */
function converted(text: string, sizes: readonly number[], isCsv: boolean): [string, number] {
  const breaks = new LineBreaks(isCsv);
  const bytes = Buffer.from(text);
  const out: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    out.push(breaks.convert(bytes.subarray(at, at + size)));
    at += size;
  }
  return [Buffer.concat(out).toString(), breaks.lines];
}

it('ends each line of a CSV with CR LF, and leaves breaks inside quotes', () => {
  expect(converted('a,b\n"x\ny","say ""hi""\n"\n', [3], true)).toEqual(['a,b\r\n"x\ny","say ""hi""\n"\r\n', 2]);
});

it('counts the lines of anything else, and changes nothing', () => {
  expect(converted('{"a":"\\""}\n{"b":1}\n', [4], false)).toEqual(['{"a":"\\""}\n{"b":1}\n', 2]);
});

it('has room for as many lines as a piece may hold', () => {
  expect(converted('\n'.repeat(5_000), [5_000], true)).toEqual(['\r\n'.repeat(5_000), 5_000]);
});

it('is the same however the text is cut', () => {
  const line = fc.oneof(fc.constant('a'), fc.constant('"x\ny"'), fc.constant('""'), fc.constant('ü🦜'));
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
      (lines, sizes) => {
        const text = lines.map((one) => `${one}\n`).join('');
        expect(converted(text, sizes, true)).toEqual([lines.map((one) => `${one}\r\n`).join(''), lines.length]);
      },
    ),
  );
});
