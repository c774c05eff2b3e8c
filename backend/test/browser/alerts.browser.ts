import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '@orbisvoice/shared-dto';
import type { Browser } from 'playwright-core';
import { newId } from '../../src/platform/database/ids.js';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const PASSWORD = 'a long sentence nobody guesses';
const STAFF = 'sam@alerts.example';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;

/** The alert pages as staff sees them; the hit is made by the platform's own worker. */
describe('alerts, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let staff: WatchedPage;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    await signUp();
    await platform.owner.query('update users set is_admin = true where email = $1', [STAFF]);
    await attack();
    browser = await launchChromium();
    staff = await watchedPage(browser);
    staff.page.setDefaultTimeout(WAIT_MS);
    const { page } = staff;
    await page.goto(`${platform.url}/admin/`);
    await page.getByLabel('E-mail address').fill(STAFF);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  async function post(path: string, body: object): Promise<Session> {
    const headers = { 'content-type': 'application/json', 'x-orbis-client': 'portal' };
    const answer = await fetch(`${platform.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Session;
  }

  async function signUp(): Promise<void> {
    await post('/auth/signup', { email: STAFF, password: PASSWORD, name: 'Sam Staff', company: 'OrbisVoice staff' });
    const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'verify-email' && to.includes(STAFF), WAIT_MS);
    const [, token = ''] = /verify-email\?token=([\w-]+)/.exec(text) ?? [];
    await post('/auth/verify-email', { token });
  }

  /** Guesses at nine accounts from one network. */
  async function attack(): Promise<void> {
    for (let account = 0; account < 9; account++) {
      await platform.owner.query(
        `insert into signals (id, kind, subject, facet, at, details)
         values ($1, 'network.login_failed', 'network:203.0.113.0/24', $2, now(), '{"network":"203.0.113.0/24","country":"NL"}')`,
        [newId(), `account ${account}`],
      );
    }
  }

  async function expectSound(): Promise<void> {
    expect(await faultsOfPage(staff.page)).toEqual([]);
    expect(staff.faults).toEqual([]);
  }

  it(
    'a worker finds the attack, staff gets a mail, and the shell counts it',
    async () => {
      const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'staff-alert' && to.includes(STAFF), 90_000);
      expect(text).toContain('network 203.0.113.0/24: 9 accounts');
      const { page } = staff;
      await page.reload();
      await page.getByText('1 open urgent alert').waitFor({ state: 'attached' });
      await page.getByRole('link', { name: /^Alerts/ }).click();
      await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
      await page.locator('tbody tr', { hasText: '203.0.113.0/24' }).waitFor();
      await expectSound();
      await page.getByLabel('Severity').selectOption('low');
      await page.getByText('No alert matches these filters').waitFor();
      expect(page.url()).toContain('severity=low');
      await page.getByRole('button', { name: 'Clear filters' }).first().click();
    },
    STEP_MS,
  );

  it(
    'the hit says why, and is acknowledged, resolved with a note and reopened',
    async () => {
      const { page } = staff;
      await page.locator('tbody tr', { hasText: '203.0.113.0/24' }).getByRole('link').first().click();
      await page.getByRole('heading', { name: 'Guesses across many accounts', level: 1 }).waitFor();
      await page.getByText('9 accounts within 30 min at most; the rule begins at 8 accounts.').waitFor();
      await page.getByText('E-mail: sent').waitFor();
      await expectSound();
      await page.getByRole('button', { name: 'Acknowledge' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
      await page.getByText('State of the alert: acknowledged.').waitFor();
      await page.getByRole('button', { name: 'Resolve' }).click();
      await expectSound();
      await page.getByRole('dialog').getByLabel('Note').fill('The network is blocked at the proxy.');
      await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
      await page.getByText('The network is blocked at the proxy.').waitFor();
      await page.getByRole('button', { name: 'Reopen' }).click();
      await page.getByRole('dialog').getByLabel('Note').fill('It goes on from elsewhere.');
      await page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
      await page.getByText('It goes on from elsewhere.').waitFor();
      await page.getByRole('button', { name: 'False alarm' }).click();
      await page.getByRole('dialog').getByLabel('Note').fill('A scan that we ordered.');
      await page.getByRole('dialog').getByRole('button', { name: 'False alarm' }).click();
      await page.getByText('A scan that we ordered.').waitFor();
    },
    STEP_MS,
  );

  it(
    'a rule is tried, tuned, muted and reset',
    async () => {
      const { page } = staff;
      await page.getByRole('link', { name: 'Tune or mute the rule' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Try on the last 7 days' }).click();
      await dialog.getByText('Would have fired once, for one subject; 9 facts.').waitFor();
      await expectSound();
      await dialog.getByLabel('Alert from (accounts)').fill('20');
      await dialog.getByLabel('Mute until (UTC)').fill('2099-01-01T08:00');
      await dialog.getByLabel('Why it is muted').fill('A scan that we ordered.');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The rule is saved.').waitFor();
      await page.getByText(/Muted until .*2099/).waitFor();
      await expectSound();
      await page.getByRole('button', { name: 'Tune: Guesses across many accounts' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
      await page.getByText('The rule is as it was shipped.').waitFor();
      // no proxy names the country here
      expect(await page.getByText('Needs a country header').count()).toBe(2);
    },
    STEP_MS,
  );

  it(
    'delivery is set, its secret shown once, renewed, and tested',
    async () => {
      const { page } = staff;
      await page.getByRole('link', { name: 'Delivery', exact: true }).click();
      await page.getByText('One person with staff rights gets it.').waitFor();
      await page.getByLabel('Address (https)').fill('https://127.0.0.1:9/hook');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/^whsec_/).waitFor();
      const first = await page.getByText(/^whsec_/).textContent();
      await expectSound();
      await page.getByRole('button', { name: 'New signing secret' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'New signing secret' }).click();
      await page
        .getByText(/^whsec_/)
        .filter({ hasNotText: first ?? '' })
        .waitFor();
      await page.getByRole('button', { name: 'Send a test' }).click();
      // into a private network nothing is sent, and the page says so
      await page.locator('tbody tr', { hasText: 'not public' }).waitFor({ timeout: 60_000 });
      await expectSound();
    },
    STEP_MS,
  );
});
