import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  casesOf,
  EMAIL_NAMES,
  EMAILS_ROOT,
  linksOf,
  previewOf,
  render,
  sampleOf,
  TEMPLATE_FOLDER,
  unescaped,
  visibleText,
} from './email-samples.js';

function build(...argv: string[]): string {
  try {
    execFileSync(process.execPath, [join(EMAILS_ROOT, 'tools/build-emails.mjs'), ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    return '';
  } catch (error) {
    return String(Reflect.get(Object(error), 'stderr'));
  }
}

describe('the build', () => {
  it('gives the committed module', () => expect(build('--check')).toBe(''), 60_000);

  it.each<[string, string, (source: string) => string, RegExp]>([
    ['a variable that nobody declares', 'welcome/html.mjml', (s) => s.replace('{{company}}', '{{compnay}}'), /html uses {{compnay}}/],
    ['a variable that the text forgets', 'welcome/text.txt', (s) => s.replace('{{docsUrl}}', ''), /text does not use {{docsUrl}}/],
    [
      'a declared variable nobody uses',
      'welcome/schema.json',
      (s) => s.replace('"name"', '"extra": "string", "name"'),
      /does not use {{extra}}/,
    ],
    ['a mistyped field of a line', 'invoice-paid/text.txt', (s) => s.replace('{{description}}', '{{descripton}}'), /lines\[\]\.descripton/],
    ['MJML that does not hold', 'welcome/html.mjml', (s) => s.replace('<mj-section', '<mj-section wrong="1"'), /wrong/],
    [
      'an amount that one body says in a case where the other does not',
      'plan-changed/text.txt',
      (s) => s.replace('{{#if charge}}', '{{#if isScheduled}}{{#if charge}}').replace('{{charge}}\n{{/if}}', '{{charge}}\n{{/if}}{{/if}}'),
      /html says {{charge}}, text does not \(isScheduled false/,
    ],
    ['a link in a subject', 'password-reset/subject.txt', (s) => `${s.trim()} {{url}}`, /subject uses {{url}}, a link/],
    [
      'a sample that lacks a variable',
      'welcome/sample.json',
      (s) => s.replace('"name"', '"nome"'),
      /sample.json has nome.*sample.json has no name/,
    ],
    ['a subject that is too long', 'welcome/subject.txt', (s) => `${s.trim()} ${'and more '.repeat(9)}`, /subject has \d+ characters/],
  ])(
    'fails on %s',
    (_, file, change, complaint) => {
      const copy = mkdtempSync(join(tmpdir(), 'orbis-mails-'));
      try {
        // that template alone: building all of them for each fault is a minute on a busy machine
        for (const part of ['layout.mjml', 'footer.txt', dirname(file)])
          cpSync(join(TEMPLATE_FOLDER, part), join(copy, part), { recursive: true });
        writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')));
        expect(build(copy)).toMatch(complaint);
      } finally {
        rmSync(copy, { recursive: true });
      }
    },
    60_000,
  );
});

/** Amounts, dates, times, percentages, counts: whatever a reader would compare. */
const figuresIn = (text: string): string[] => [...new Set(text.match(/\d+(?:[.,:]\d+)*/g) ?? [])].sort();

describe.each(EMAIL_NAMES)('%s', (name) => {
  const sample = sampleOf(name);
  const { subject, html, text } = render(name, sample);

  it('has a subject of one short line and no leftover of the template', () => {
    expect(subject.length).toBeLessThanOrEqual(60);
    expect(subject + html + text).not.toMatch(/\{\{|\}\}|@@|undefined|\[object/);
  });

  it.each(casesOf(name))('says the same in HTML and text: every link, amount and date ($when)', ({ data }) => {
    const filled = render(name, data);
    const links = linksOf(filled.html);
    expect(links.length).toBeGreaterThan(0);
    expect([...new Set(links)].sort()).toEqual(
      [...new Set(filled.text.match(/https?:\/\/[^\s"<>]+/g))].filter((url) => links.includes(url)).sort(),
    );
    const withoutLinks = (said: string): string => said.replace(/https?:\/\/\S+/g, '');
    // steps are numbered in both
    expect(figuresIn(withoutLinks(visibleText(filled.html)))).toEqual(figuresIn(withoutLinks(filled.text)));
    expect(filled.subject.length).toBeLessThanOrEqual(60);
  });

  it('keeps its text within 78 columns, but for addresses and code, and free of markup', () => {
    const lines = text.split('\n').filter((line) => !/https?:\/\//.test(line));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(78);
    expect(text).not.toMatch(/&[a-z]+;|style=|<\/?(?:td|div|strong|mj-)/);
    expect(text).not.toMatch(/\n{4,}/);
  });

  it('is a light document that knows the dark, and loads nothing', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(90_000);
    expect(html).toMatch(/<html lang="en" dir="ltr"/);
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).not.toMatch(/<script src|@import|<link|url\(/);
    // with images off nothing is missing: there are none
    expect(html).not.toMatch(/<img|background-image/);
  });

  it('asks for one thing, in tables that are layout only', () => {
    expect(html.match(/class="cta"/g)).toHaveLength(1);
    const tables = html.replace(/<!--[^]*?-->/g, '').match(/<table[^>]*>/g) ?? [];
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) expect(table).toContain('role="presentation"');
    expect(html.match(/<h1/g)).toHaveLength(1);
  });

  it('shows no secret where a locked screen does: no link in subject and preview', () => {
    const preview = previewOf(name);
    expect(unescaped(html)).toContain(preview);
    expect(preview.length).toBeGreaterThanOrEqual(40);
    expect(preview.length).toBeLessThanOrEqual(90);
    expect(`${subject} ${preview}`).not.toMatch(/https?:|token|\{\{/i);
  });

  it('refuses to be sent with a hole', () => {
    const [first = ''] = Object.keys(sample);
    const { [first]: _, ...rest } = sample;
    expect(() => render(name, rest)).toThrow(first);
  });
});

it('tells templates apart in a list of mails', () => {
  expect(new Set(EMAIL_NAMES.map(previewOf)).size).toBe(EMAIL_NAMES.length);
  expect(new Set(EMAIL_NAMES.map((name) => render(name, sampleOf(name)).subject)).size).toBe(EMAIL_NAMES.length);
});

it('has the branches say what they are for', () => {
  const limit = sampleOf('conversation-limit');
  expect(render('conversation-limit', { ...limit, isReached: true }).text).toContain('New conversations have stopped');
  expect(render('conversation-limit', limit).text).toContain('some grace');
  const invoice = { ...sampleOf('invoice-paid'), tax: null, pdfUrl: null };
  expect(render('invoice-paid', invoice).html + render('invoice-paid', invoice).text).not.toMatch(/PDF|Tax/);
  expect(render('subscription-canceled', { ...sampleOf('subscription-canceled'), hasEnded: true }).subject).toBe(
    'Your Starter plan has ended',
  );
  const change = sampleOf('plan-changed');
  expect(render('plan-changed', change).subject).toBe('Your plan has changed: Starter to Professional');
  expect(render('plan-changed', { ...change, isScheduled: true }).text).toContain('you can take it back');
  expect(render('plan-changed', { ...change, plan: 'Starter', isSamePlan: true }).subject).toBe('Your Starter plan has new terms');
});

it('has every mail in the guide', () => {
  const guide = readFileSync(join(EMAILS_ROOT, 'docs/guides/email-templates.md'), 'utf8');
  expect(EMAIL_NAMES.filter((name) => !guide.includes(`| \`${name}\``))).toEqual([]);
});
