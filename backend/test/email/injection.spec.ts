import { EMAIL_NAMES, render, sampleOf, visibleText, type Sample } from './email-samples.js';

/** What people put into names, companies and agents when they try. */
const CORPUS = [
  '{{name}} {{{company}}} {{#each this}}x{{/each}}',
  '{{constructor.constructor "return process"}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</td></tr></table><h1>Your account is locked</h1>',
  '<!-- --><!--[if mso]><a href="https://evil.example">',
  'Eve\r\nBcc: everybody@example.com\r\n\r\nYour account is locked',
  'Eve\u2028Bcc: everybody@example.com\u0085\0',
  '@@content@@ @@reason@@ $& $1 %s \\u003cscript',
] as const;

/** Every text of a sample replaced, however deep; addresses as well, though nobody but us writes them. */
function poisoned(value: unknown, poison: string): unknown {
  if (typeof value === 'string') return poison;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, poison));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poisoned(item, poison)]));
}

const poison = (sample: Sample, text: string): object => Object(poisoned(sample, text)) as object;

/** How often the characters occur that make HTML what it is. */
const structureOf = (html: string): number[] => ['<', '>', '"', "'", '`'].map((mark) => html.split(mark).length - 1);

describe.each(EMAIL_NAMES)('%s', (name) => {
  const sample = sampleOf(name);
  const harmless = render(name, poison(sample, 'x'));

  it.each(CORPUS)('takes %j for text', (text) => {
    const { subject, html, text: plain } = render(name, poison(sample, text));
    expect(structureOf(html)).toEqual(structureOf(harmless.html));
    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    // the value itself is there to be read, and is no more than that
    const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
    expect(visibleText(html)).toContain(line.replace(/\s+/g, ' '));
    expect(plain.split(/\n\n+/)).toHaveLength(harmless.text.split(/\n\n+/).length);
  });
});
