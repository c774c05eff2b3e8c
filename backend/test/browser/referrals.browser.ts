import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '@orbisvoice/shared-dto';
import type { Browser } from 'playwright-core';
import { insertSignUps, insertVisits } from '../analytics/referral-rows.js';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { eventually } from '../harness/wait.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const STAFF = { email: 'sam@referrals.example', password: 'a long sentence nobody guesses' };
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;
const HOUR_MS = 3_600_000;

/** A link that is shared, opened and followed, and what staff see of it. */
describe('referrals, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let person: WatchedPage;
  let tenantId: string;
  let link: string;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    await post('/auth/signup', { ...STAFF, name: 'Sam Staff', company: 'Recommending Ltd' });
    const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'verify-email' && to.includes(STAFF.email), WAIT_MS);
    await post<Session>('/auth/verify-email', { token: /verify-email\?token=([\w-]+)/.exec(text)?.[1] ?? '' });
    const { rows } = await platform.owner.query<{ tenant_id: string }>(
      'update users set is_admin = true where email = $1 returning tenant_id',
      [STAFF.email],
    );
    tenantId = rows[0]?.tenant_id ?? '';
    browser = await launchChromium();
    person = await watchedPage(browser);
    person.page.setDefaultTimeout(WAIT_MS);
    await signIn('/log-in');
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

  async function signIn(path: string): Promise<void> {
    await person.page.goto(`${platform.url}${path}`);
    await person.page.getByLabel('E-mail address').fill(STAFF.email);
    await person.page.getByLabel('Password', { exact: true }).fill(STAFF.password);
    await person.page.getByLabel('Password', { exact: true }).press('Enter');
    await person.page.getByRole('heading', { level: 1 }).first().waitFor();
  }

  async function expectSound(watched = person): Promise<void> {
    expect(await faultsOfPage(watched.page)).toEqual([]);
    expect(watched.faults).toEqual([]);
  }

  it(
    'makes a link for a channel',
    async () => {
      const { page } = person;
      await page.waitForURL((url) => !url.pathname.includes('log-in'));
      await page.goto(`${platform.url}/referrals`);
      await page.getByLabel('Channel').fill('Spring Fair!');
      await page.getByRole('button', { name: 'Copy referral link for spring-fair' }).waitFor();
      link = (await page.locator('ov-channel-link code').textContent()) ?? '';
      expect(link).toMatch(/\/sign-up\?ref=[A-Z0-9]+&utm_source=spring-fair$/);
      await expectSound();
      await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy referral link for spring-fair' }).click();
      await page.getByText('Copied').first().waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(link);
    },
    STEP_MS,
  );

  it(
    'counts who opens it, and keeps the channel of who signs up',
    async () => {
      const guest = await watchedPage(browser);
      await guest.context.setExtraHTTPHeaders({ 'user-agent': CHROME });
      const { page } = guest;
      const counted = page.waitForResponse((response) => response.url().endsWith('/api/referrals/visits'));
      await page.goto(link);
      expect((await counted).status()).toBe(204);
      await expectSound(guest);
      await page.getByLabel('Your name').fill('Ann Guest');
      await page.getByLabel('Company').fill('Referred Ltd');
      await page.getByLabel('E-mail address').fill('ann@referred.example');
      await page.getByLabel('Password', { exact: true }).fill(STAFF.password);
      await page.getByLabel('Password', { exact: true }).press('Enter');
      await page.waitForURL('**/check-your-mail');
      const came = () => platform.owner.query('select 1 from referrals where tenant_id = $1', [tenantId]);
      await eventually('the referral', async () => (await came()).rows.length === 1, WAIT_MS);
      await person.page.goto(`${platform.url}/referrals`);
      await person.page.getByRole('cell', { name: 'spring-fair' }).waitFor();
      const { rows } = await platform.owner.query<{ channel: string }>('select channel from referral_visits where tenant_id = $1', [
        tenantId,
      ]);
      expect(rows).toEqual([{ channel: 'spring-fair' }]);
      await guest.context.close();
    },
    STEP_MS,
  );

  it(
    'shows staff what links bring, and hands it over as a file',
    async () => {
      const { page } = person;
      const hoursAgo = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
      await insertVisits(
        platform.owner,
        tenantId,
        [1, 30, 60, 90, 120].map((hours) => ({ at: hoursAgo(hours), channel: 'newsletter' })),
      );
      await insertSignUps(platform.owner, tenantId, [
        { at: hoursAgo(24 * 60), channel: 'newsletter', status: 'converted', convertedAt: hoursAgo(24 * 50) },
        { at: hoursAgo(40), channel: 'newsletter', status: 'signed_up', convertedAt: null },
      ]);
      await signIn('/admin/referrals');
      await page.getByRole('heading', { name: 'Top referrers' }).waitFor();
      await expectSound();
      await page.getByRole('combobox', { name: 'By' }).selectOption('week');
      await page.waitForURL(/interval=week/);
      const day = (hours: number): string => hoursAgo(hours).slice(0, 10);
      await page.getByLabel('From (UTC day)').fill(day(24 * 70));
      await page.getByLabel('From (UTC day)').blur();
      const table = page.getByRole('region', { name: 'Visits, sign-ups and conversion by channel' });
      await table.getByRole('row', { name: /newsletter 5 2 1 50/ }).waitFor();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
      const text = await readFile(await file.path(), 'utf8');
      expect(text).toContain('channels,newsletter,5,2,1,0.5,,\r\n');
      expect(text).toContain('referrers,Recommending Ltd,6,3,1,');
      await expectSound();
      await page.getByLabel('To (UTC day, included)').fill(day(24 * 80));
      await page.getByLabel('To (UTC day, included)').blur();
      await page.getByText('This range cannot be shown').waitFor();
      await page.getByRole('button', { name: /Clear/ }).click();
      await page.getByRole('link', { name: 'Recommending Ltd' }).click();
      await page.getByRole('heading', { name: 'Recommending Ltd' }).first().waitFor();
    },
    STEP_MS,
  );
});
