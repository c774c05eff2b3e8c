import fc from 'fast-check';
import { wrapText } from './wrap-text.js';

describe('wrapText', () => {
  it('leaves short lines, addresses and code alone', () => {
    const text = `Short.\n\n  https://example.com/${'a'.repeat(100)}\n<script src="https://a.example/widget.js" ${'data-x '.repeat(15)}></script>`;
    expect(wrapText(text)).toBe(text);
  });

  it('keeps the indentation of what it breaks', () => {
    const lines = wrapText(`    ${'word '.repeat(30)}`).split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(/^ {4}word/);
  });

  it('loses no word and makes no line too long that could be shorter', () => {
    const words = fc.array(fc.stringMatching(/^[a-z.,]{1,90}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, (list) => {
        const wrapped = wrapText(list.join(' '));
        expect(wrapped.split(/\s+/)).toEqual(list);
        for (const line of wrapped.split('\n')) expect(line.length <= 76 || !line.includes(' ')).toBe(true);
      }),
    );
  });
});
