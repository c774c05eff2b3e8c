import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SAMPLE_LINKS, TEMPLATES, type EmailData } from '../../src/modules/email/generated/templates.js';
import { TemplateRenderer } from '../../src/modules/email/services/template-renderer.js';

const ROOT = resolve(__dirname, '../../..');
const FOLDER = join(ROOT, 'backend/src/modules/email/templates');
const NAMES = Object.keys(TEMPLATES) as (keyof EmailData)[];
type Sample = Record<string, unknown>;

const sampleOf = (name: string): Sample => ({
  ...(JSON.parse(readFileSync(join(FOLDER, name, 'sample.json'), 'utf8')) as Sample),
  ...SAMPLE_LINKS,
});
const renderer = new TemplateRenderer();

function build(...argv: string[]): string {
  try {
    execFileSync(process.execPath, [join(ROOT, 'tools/build-emails.mjs'), ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
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
    ['a subject that is too long', 'welcome/subject.txt', (s) => `${s.trim()} ${'and more '.repeat(9)}`, /subject has \d+ characters/],
  ])(
    'fails on %s',
    (_, file, change, complaint) => {
      const copy = mkdtempSync(join(tmpdir(), 'orbis-mails-'));
      try {
        // that template alone: building all of them for each fault is a minute on a busy machine
        for (const part of ['layout.mjml', 'footer.txt', dirname(file)]) cpSync(join(FOLDER, part), join(copy, part), { recursive: true });
        writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')));
        expect(build(copy)).toMatch(complaint);
      } finally {
        rmSync(copy, { recursive: true });
      }
    },
    60_000,
  );
});

describe.each(NAMES)('%s', (name) => {
  const sample = sampleOf(name);
  const { subject, html, text } = renderer.render(name, sample);

  it('has a subject of one short line and no leftover of the template', () => {
    expect(subject.length).toBeLessThanOrEqual(60);
    expect(subject + html + text).not.toMatch(/\{\{|\}\}|@@|undefined|\[object/);
  });

  it('says in plain text what the HTML says: every link and value', () => {
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(text).toContain(link);
  });

  it('keeps its text within 78 columns, but for addresses and code', () => {
    const lines = text.split('\n').filter((line) => !/https?:\/\//.test(line));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(78);
  });

  it('is a light document that knows the dark, and loads nothing', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(90_000);
    expect(html).toMatch(/<html lang="en" dir="ltr"/);
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).not.toMatch(/<img|<script src|@import|<link/);
  });

  it('escapes every value in HTML, and none in text', () => {
    const hostile = '<b>"x"&\'</b>';
    const fill = (value: unknown): unknown => {
      if (typeof value === 'string') return hostile;
      return Array.isArray(value) ? value.map((item: Sample) => Object.fromEntries(Object.keys(item).map((key) => [key, hostile]))) : value;
    };
    const filled = renderer.render(name, Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, fill(value)])));
    expect(filled.html).not.toContain('<b>"x"');
    expect(filled.text).toContain(hostile);
  });

  it('refuses to be sent with a hole', () => {
    const [first = ''] = Object.keys(sample);
    const { [first]: _, ...rest } = sample;
    expect(() => renderer.render(name, rest)).toThrow(first);
  });
});

it('lets no line end into a subject', () => {
  const sample = { ...sampleOf('agent-created'), agentName: 'Ava\r\nBcc: all@example.com' };
  expect(renderer.render('agent-created', sample).subject).toBe('Put Ava Bcc: all@example.com on your website');
});

it('has every branch of every condition speak', () => {
  const limit = sampleOf('conversation-limit');
  expect(renderer.render('conversation-limit', { ...limit, isReached: true }).text).toContain('New conversations have stopped');
  expect(renderer.render('conversation-limit', { ...limit, hasGrace: true }).text).toContain('10 % grace');
  const invoice = { ...sampleOf('invoice-paid'), tax: 'USD 5.51', pdfUrl: null };
  const { html, text } = renderer.render('invoice-paid', invoice);
  expect(html).toContain('USD 5.51');
  expect(html + text).not.toMatch(/PDF/);
  expect(renderer.render('subscription-canceled', { ...sampleOf('subscription-canceled'), hasEnded: true }).subject).toBe(
    'Your Starter plan has ended',
  );
});
