import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { noteRequests } from './network-rest.js';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');
/** Makes a refused load an error that the page's log shows, whatever the browser prints of its own. */
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('content security policy: ' + event.violatedDirective + ' ' + event.blockedURI));`;

/** The installed browser; CHROMIUM names another one. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGUMENTS });

/** A person's browser with everything that went wrong in it. */
export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors, uncaught exceptions, policy violations, answers of 500 and more: with the page they happened on. */
  readonly faults: string[];
}

/** Opens a window that writes down every fault of every page it shows. axe comes along as an init script: the pages' policy stays in force. */
export async function watchedPage(browser: Browser): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce', locale: 'en-US' });
  await context.addInitScript({ path: AXE });
  await context.addInitScript(TELL_VIOLATIONS);
  const page = await context.newPage();
  noteRequests(page);
  const faults: string[] = [];
  const note = (fault: string): void => void faults.push(`${page.url()}: ${fault}`);
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => note(`uncaught ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) note(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  return { context, page, faults };
}
