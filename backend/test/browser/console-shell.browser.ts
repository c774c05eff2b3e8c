import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freePort } from '../harness/free-port.js';
import { freshDatabase } from '../harness/postgres.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const WAIT_MS = 30_000;
const STEP_MS = 180_000;

/** The console's frame on a host of its own: palette and navigation by the keyboard, on a phone, and what is left on the other host. */
describe('the console’s frame, in the browser', () => {
  let app: TestApp;
  let browser: Browser;
  let staff: WatchedPage;
  let page: Page;
  let loom: TestOwner;
  let main: string;
  let console: string;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    const port = await freePort();
    [main, console] = [`http://portal.localhost:${port}`, `http://admin.localhost:${port}`];
    const environment = { APPS_DIR: APPS, PUBLIC_URL: main, ADMIN_URL: console };
    app = await startTestApp({ port, environment, database: await freshDatabase() });
    loom = await app.signUp({ company: 'Loom & Sons', email: 'joseph@loom.example' });
    const sam = await app.signUp({ company: 'OrbisVoice staff', email: 'sam@staff.example' });
    await app.owner.query('update users set is_admin = true where email = $1', [sam.email]);
    browser = await launchChromium();
    staff = await watchedPage(browser);
    page = staff.page;
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${console}/tenants`);
    await page.getByLabel('E-mail address').fill(sam.email);
    await page.getByLabel('Password').fill(sam.password);
    await page.getByLabel('Password').press('Enter');
    await heading('Tenants');
  }, STEP_MS);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const field = () => page.getByRole('combobox', { name: 'Search, or go to a page' });
  /** Opens the palette and waits until keys reach it. */
  const openPalette = async (): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.locator('.oc-palette input:focus').waitFor();
  };
  const chosen = () => page.locator('.oc-palette [aria-selected="true"]');
  async function expectSound(of: WatchedPage = staff): Promise<void> {
    expect(await faultsOfPage(of.page)).toEqual([]);
    expect(of.faults).toEqual([]);
  }

  it(
    'comes back to the page asked for, at an address without /admin, under its own policy',
    async () => {
      expect(page.url()).toBe(`${console}/tenants`);
      expect(await page.title()).toBe('Tenants · Staff console · OrbisVoice');
      await page.reload();
      await heading('Tenants');
      expect((await staff.context.cookies()).map(({ name, domain }) => [name, domain])).toContainEqual([
        'orbis_refresh_console',
        'admin.localhost',
      ]);
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'finds a tenant by the keyboard alone, and gives the focus back',
    async () => {
      await page.getByRole('link', { name: 'Tenants', exact: true }).first().focus();
      await page.keyboard.press('Control+k');
      await field().waitFor();
      await page.getByRole('option', { name: 'Reconciliation' }).waitFor();
      await expectSound();
      await page.keyboard.press('Escape');
      await page.locator('.oc-palette').waitFor({ state: 'detached' });
      expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Tenants');

      await openPalette();
      await page.keyboard.type('loom &');
      await page
        .getByRole('option', { name: /Loom & Sons/ })
        .first()
        .waitFor();
      expect(await field().getAttribute('aria-activedescendant')).toBe(await chosen().getAttribute('id'));
      await expectSound();
      await page.keyboard.press('Enter');
      await heading('Loom & Sons');
      expect(page.url()).toBe(`${console}/tenants/${loom.tenantId}`);
    },
    STEP_MS,
  );

  it(
    'goes to a page, to what was looked at last, and to an exact id; says when there is nothing',
    async () => {
      await openPalette();
      await page.keyboard.type('integrity');
      await page.getByRole('option', { name: 'Integrity' }).waitFor();
      await page.keyboard.press('Enter');
      await heading('Integrity');
      await openPalette();
      await page.getByRole('option', { name: 'Loom & Sons' }).waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('Home');
      await chosen().filter({ hasText: 'Loom & Sons' }).waitFor();
      await page.keyboard.press('Enter');
      await heading('Loom & Sons');
      await openPalette();
      await page.keyboard.type('nothing is called so');
      await page.getByText('Nothing is called “nothing is called so”.').waitFor();
      await expectSound();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(loom.session.me.id);
      await page.getByRole('option', { name: /joseph@loom\.example/ }).waitFor();
      await page.keyboard.press('Escape');
    },
    STEP_MS,
  );

  it(
    'does what the page in view can do: its dialog opens, and Escape leads back to its button',
    async () => {
      await openPalette();
      await page.keyboard.type('susp');
      await page.getByRole('option', { name: 'Suspend' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByLabel('Reason').waitFor();
      // not while something else is asked: what is filled in there would be lost
      await page.keyboard.press('Control+k');
      expect(await page.locator('.oc-palette').count()).toBe(0);
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Suspend');
    },
    STEP_MS,
  );

  it(
    'says that the search failed, and tries again',
    async () => {
      await page.route('**/api/admin/search**', (route) => route.abort());
      await openPalette();
      await page.keyboard.type('loom');
      await page.getByText('The search did not answer').waitFor();
      expect(await faultsOfPage(page)).toEqual([]);
      await page.unroute('**/api/admin/search**');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page
        .getByRole('option', { name: /Loom & Sons/ })
        .first()
        .waitFor();
      await page.keyboard.press('Escape');
      // the browser writes the cut line into its console
      expect(staff.faults.splice(0).filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
    },
    STEP_MS,
  );

  it(
    'holds on a phone: areas behind a button, the palette in full width',
    async () => {
      await page.setViewportSize({ width: 360, height: 720 });
      const menu = page.getByRole('button', { name: 'Menu: Tenants' });
      await menu.click();
      const areas = page.getByRole('navigation', { name: 'Staff console' });
      expect(await areas.getByRole('link', { name: 'Tenants' }).getAttribute('aria-current')).toBe('page');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.keyboard.press('Escape');
      await areas.waitFor({ state: 'hidden' });
      await menu.click();
      await areas.getByRole('link', { name: 'Billing' }).click();
      await heading('Stripe events');
      await areas.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Search or go to' }).click();
      await page.getByRole('option', { name: 'Plans' }).waitFor();
      await expectSound();
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await page.setViewportSize({ width: 1280, height: 860 });
    },
    STEP_MS,
  );

  it(
    'goes from area to area with two keys, and lists the keys',
    async () => {
      for (const [key, name] of [
        ['t', 'Tenants'],
        ['a', 'Audit'],
        ['e', 'E-mail log'],
      ] as const) {
        await page.keyboard.press('g');
        await page.keyboard.press(key);
        await page.getByRole('navigation', { name: 'Staff console' }).locator('[aria-current="page"]').waitFor();
        expect(await page.title()).toContain(name === 'E-mail log' ? 'Staff console' : name);
      }
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('Go to Tenants').waitFor();
      await expectSound();
      await page.keyboard.press('Escape');
      // keys go to the dialog until it is gone
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('g');
      await page.keyboard.press('t');
      await heading('Tenants');
      await page.locator('tbody tr').first().waitFor();
      await page.keyboard.press('j');
      expect(await page.evaluate('document.activeElement.className')).toContain('ov-row-link');
      await page.keyboard.press('/');
      expect(await page.evaluate('document.activeElement.type')).toBe('search');
    },
    STEP_MS,
  );

  it(
    'hands over to the portal’s host, where there is no console',
    async () => {
      await page.goto(`${console}/tenants/${loom.tenantId}`);
      await heading('Loom & Sons');
      await page
        .getByRole('button', { name: /^Act as/ })
        .first()
        .click();
      await page.getByRole('dialog').getByLabel('Reason').fill('They asked why the front desk is silent.');
      await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
      const way = page.getByRole('link', { name: 'Open the portal' });
      await way.waitFor();
      const [tab] = await Promise.all([staff.context.waitForEvent('page'), way.click()]);
      await tab.getByText('of Loom & Sons').first().waitFor();
      expect(new URL(tab.url()).origin).toBe(main);
      await tab.close();
      const gone = await watchedPage(browser);
      expect((await gone.page.goto(`${main}/admin/`))?.status()).toBe(404);
      expect(await gone.page.content()).not.toContain('admin.localhost');
      await gone.context.close();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expectSound();
    },
    STEP_MS,
  );
});
