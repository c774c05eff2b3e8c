import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { EMAIL_NAMES, EMAILS_ROOT, render, sampleOf, type EmailName } from '../email/email-samples.js';
import { launchChromium } from './chromium.js';

/** Kept for whoever wants to look: git ignores the folder. */
const ARTIFACTS = join(EMAILS_ROOT, 'dist/artifacts/emails');
const WIDTHS = [600, 320] as const;
const SCHEMES = ['light', 'dark'] as const;
const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['color-contrast', 'link-in-text-block', 'link-name', 'image-alt', 'html-has-lang', 'valid-lang', 'empty-heading', 'list'];
/** A contrast that axe cannot compute is nobody's promise: it counts as a fault as well. */
const CHECK = `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations, incomplete }) => [...violations, ...incomplete]
  .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => id + ': ' + html.slice(0, 160) + ' ' + (any[0]?.message ?? ''))))`;
const TOO_WIDE = `[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.tagName.toLowerCase() + '.' + one.className + ' ' + one.textContent.trim().slice(0, 40))`;

let browser: Browser;
let page: Page;
const requests: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage({ reducedMotion: 'reduce' });
  page.on('request', (request) => requests.push(request.url()));
  rmSync(ARTIFACTS, { recursive: true, force: true });
  mkdirSync(ARTIFACTS, { recursive: true });
});
afterAll(() => browser.close());

async function open(name: EmailName): Promise<void> {
  await page.setContent(render(name, sampleOf(name)).html);
  await page.evaluate(AXE);
}

describe.each(EMAIL_NAMES)('%s', (name) => {
  it('can be read by everybody, on every screen, in light and dark, without loading a thing', async () => {
    requests.length = 0;
    await open(name);
    const faults: string[] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        const told = [...(await page.evaluate<string[]>(CHECK)), ...(await page.evaluate<string[]>(TOO_WIDE))];
        faults.push(...told.map((fault) => `${width} px, ${colorScheme}: ${fault}`));
        await page.screenshot({ path: join(ARTIFACTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
    expect(faults).toEqual([]);
    expect(requests).toEqual([]);
  });
});

/** Everything a browser would make of a text that is not one. */
const HOSTILE = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script></td></table><style>*{display:none}</style>{{name}}';

const hostile = (value: unknown): unknown => {
  if (typeof value === 'string') return HOSTILE;
  if (Array.isArray(value)) return value.map(hostile);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hostile(item)]))
    : value;
};

it('makes no element of what people write, in any template', async () => {
  const count = async (html: string): Promise<number> => {
    await page.setContent(html);
    return page.evaluate<number>('document.querySelectorAll("*").length');
  };
  for (const name of EMAIL_NAMES) {
    const sample = sampleOf(name);
    const harmless = await count(render(name, sample).html);
    expect([name, await count(render(name, Object(hostile(sample)) as object).html)]).toEqual([name, harmless]);
    expect(await page.evaluate<boolean>('"hit" in window')).toBe(false);
  }
});
