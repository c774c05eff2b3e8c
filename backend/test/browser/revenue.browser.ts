import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '@orbisvoice/shared-dto';
import type { Browser } from 'playwright-core';
import { type History, insertHistories } from '../analytics/revenue-rows.js';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const STAFF = { email: 'sam@revenue.example', password: 'a long sentence nobody guesses' };
const WAIT_MS = 30_000;
const STEP_MS = 180_000;
const MONTHS = 8;
const LEVELS = [2_900, 9_900, 49_900, 0] as const;

/** The tenth of the month so many months before this one. */
function monthsAgo(count: number, day = 10): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, day));
}

/** Forty customers who came month by month; every third grows, every fifth leaves, one came back. */
function histories(): History[] {
  return Array.from({ length: 40 }, (_, index) => {
    const age = MONTHS - Math.floor((index * MONTHS) / 40);
    const level = LEVELS[index % 3] ?? 0;
    const later = [
      ...(index % 3 === 0 ? [{ at: monthsAgo(age - 1).toISOString(), mrr: 9_900 }] : []),
      ...(index % 5 === 0 ? [{ at: monthsAgo(age - 2).toISOString(), mrr: 0 }] : []),
      ...(index === 5 ? [{ at: monthsAgo(age - 4).toISOString(), mrr: 2_900 }] : []),
    ];
    const began = monthsAgo(age, 5).toISOString();
    return {
      name: `Customer ${String(index).padStart(2, '0')}`,
      signedUpAt: monthsAgo(age, 2).toISOString(),
      levels: [{ at: began, mrr: level }, ...later].filter(({ at }) => at < new Date().toISOString()),
      payments: [{ at: began, total: level + 100, tax: 100 }],
    };
  });
}

/** What staff see of the platform's revenue, from the empty page to the tenants behind a figure. */
describe('revenue, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let staff: WatchedPage;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    await post('/auth/signup', { ...STAFF, name: 'Sam Staff', company: 'OrbisVoice staff' });
    const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'verify-email' && to.includes(STAFF.email), WAIT_MS);
    await post<Session>('/auth/verify-email', { token: /verify-email\?token=([\w-]+)/.exec(text)?.[1] ?? '' });
    await platform.owner.query('update users set is_admin = true where email = $1', [STAFF.email]);
    browser = await launchChromium();
    staff = await watchedPage(browser);
    staff.page.setDefaultTimeout(WAIT_MS);
    await staff.page.goto(`${platform.url}/admin/billing/revenue`);
    await staff.page.getByLabel('E-mail address').fill(STAFF.email);
    await staff.page.getByLabel('Password').fill(STAFF.password);
    await staff.page.getByLabel('Password').press('Enter');
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  async function post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json', 'x-orbis-client': 'portal' };
    const answer = await fetch(`${platform.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function expectSound(): Promise<void> {
    expect(await faultsOfPage(staff.page)).toEqual([]);
    expect(staff.faults).toEqual([]);
  }

  it(
    'says so while nobody has paid',
    async () => {
      await staff.page.getByRole('heading', { name: 'Revenue', level: 1 }).waitFor();
      await staff.page.getByText('No revenue yet').waitFor();
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'explains every month and opens the tenants behind each movement',
    async () => {
      const { page } = staff;
      await insertHistories(platform.owner, histories());
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByRole('heading', { name: 'How each month became the next' }).waitFor();
      await expectSound();
      await page.getByRole('button', { name: 'Revenue', exact: true }).click();
      await page.getByRole('region', { name: 'Retention by cohort: Revenue' }).waitFor();

      const link = page.getByRole('link', { name: /Churn in .*tenant/ }).first();
      const count = Number(/(\d+) tenants?$/.exec((await link.textContent()) ?? '')?.[1]);
      await link.click();
      await page.getByRole('heading', { name: /^Revenue of / }).waitFor();
      await page.locator('tbody tr').first().waitFor();
      expect(await page.locator('tbody tr').count()).toBe(count);
      await expectSound();
      await page.getByRole('link', { name: 'All', exact: true }).click();
      await page.getByText('New', { exact: true }).first().waitFor();
      await page
        .getByRole('link', { name: /^Customer / })
        .first()
        .click();
      await page.getByRole('heading', { name: /^Customer / }).waitFor();
      expect(staff.faults).toEqual([]);
    },
    STEP_MS,
  );

  it(
    'saves the report as CSV and PDF, and the rows of a movement as CSV',
    async () => {
      const { page } = staff;
      await page.goto(`${platform.url}/admin/billing/revenue`);
      const saved = async (name: string): Promise<Buffer> => {
        const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
        return readFile(await file.path());
      };
      await page.getByRole('heading', { name: 'Cohorts' }).waitFor();
      expect((await saved('Export CSV')).toString()).toContain('now,1,mrr,money,');
      expect((await saved('Export PDF')).subarray(0, 5).toString()).toBe('%PDF-');
      await page
        .getByRole('link', { name: /Churn in .*tenant/ })
        .first()
        .click();
      await page.getByRole('heading', { name: /^Revenue of / }).waitFor();
      await page.locator('tbody tr').first().waitFor();
      const shown = await page.locator('tbody tr').count();
      const lines = (await saved('Export CSV')).toString().trim().split('\n');
      expect(lines.length - 1).toBe(shown);
      await page.goto(`${platform.url}/admin/billing/revenue/rows?of=movements&month=soon`);
      await page.getByText('must be a month as YYYY-MM').waitFor();
      expect(await page.getByRole('button', { name: 'Export CSV' }).isDisabled()).toBe(true);
      // the browser itself writes every refusal of a request into its log
      staff.faults.splice(0, staff.faults.length, ...staff.faults.filter((fault) => !fault.includes('status of 400')));
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'keeps its months in the address and names the one that cannot be shown',
    async () => {
      const { page } = staff;
      await page.goto(`${platform.url}/admin/billing/revenue`);
      await page.getByLabel('From month').fill(monthsAgo(2).toISOString().slice(0, 7));
      await page
        .getByRole('row', { name: /so far/ })
        .first()
        .waitFor();
      expect(await page.locator('oc-revenue-months tbody tr').count()).toBe(3);
      expect(page.url()).toContain('from=');
      await page.getByLabel('To month').fill(monthsAgo(4).toISOString().slice(0, 7));
      await page.getByText('is after the month the report ends with').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByRole('heading', { name: 'Cohorts' }).waitFor();
    },
    STEP_MS,
  );
});
