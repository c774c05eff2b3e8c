import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IssuedApiKey, Session } from '@orbisvoice/shared-dto';
import type { Browser } from 'playwright-core';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { noteRequests } from './network-rest.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const PASSWORD = 'a long sentence nobody guesses';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;
const REASON = 'Three people told us that your agents call them at night.';

/** What staff can do to a workspace, as staff and the workspace see it: two browsers, everything real on loopback. */
describe('powers of staff, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let owner: WatchedPage;
  let staff: WatchedPage;
  let key: IssuedApiKey;
  const people = { owner: 'grace@powers.example', staff: 'sam@powers.example' };

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    const { accessToken } = await signUp(people.owner, 'Powers Ltd');
    key = await post<IssuedApiKey>('/api-keys', { name: 'Night shift', scopes: ['agents.read'] }, accessToken);
    await signUp(people.staff, 'OrbisVoice staff');
    await platform.owner.query('update users set is_admin = true where email = $1', [people.staff]);
    browser = await launchChromium();
    [owner, staff] = [await watchedPage(browser), await watchedPage(browser)];
    for (const { page } of [owner, staff]) page.setDefaultTimeout(WAIT_MS);
    await logIn(owner, '/log-in', people.owner);
    await owner.page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
    await logIn(staff, '/admin/', people.staff);
    await staff.page.getByRole('link', { name: 'Tenants', exact: true }).first().click();
    await staff.page.locator('tbody tr', { hasText: 'Powers Ltd' }).getByRole('link').first().click();
    await staff.page.getByRole('heading', { name: 'Powers Ltd', level: 1 }).waitFor();
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  async function post<T>(path: string, body: object, token?: string): Promise<T> {
    const headers = {
      'content-type': 'application/json',
      'x-orbis-client': 'portal',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(`${platform.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function signUp(email: string, company: string): Promise<Session> {
    await post('/auth/signup', { email, password: PASSWORD, name: email.startsWith('sam') ? 'Sam Staff' : 'Grace Hopper', company });
    const { text } = await mailTo(email, 'verify-email');
    const [, token = ''] = /verify-email\?token=([\w-]+)/.exec(text) ?? [];
    return post<Session>('/auth/verify-email', { token });
  }

  const mailTo = (email: string, template: string) =>
    platform.inbox.waitFor((message) => message.template === template && message.to.includes(email), WAIT_MS);

  async function logIn({ page }: WatchedPage, path: string, email: string): Promise<void> {
    await page.goto(`${platform.url}${path}`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
  }

  async function expectSound({ page, faults }: WatchedPage): Promise<void> {
    expect(await faultsOfPage(page)).toEqual([]);
    expect(faults).toEqual([]);
  }

  it(
    'suspends after showing what stops; the owner reads why, and the way back is one button',
    async () => {
      const { page } = staff;
      await page.getByRole('button', { name: 'Suspend' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`Grace Hopper · ${people.owner}`).waitFor();
      await expectSound(staff);
      await dialog.getByLabel('Reason').fill(REASON);
      await dialog.getByRole('button', { name: 'Suspend' }).click();
      await page.getByText('Suspended: it may read and pay, not run.').waitFor();
      await expectSound(staff);
      expect((await mailTo(people.owner, 'account-suspended')).text).toContain('Your workspace is suspended');

      await owner.page.reload();
      await owner.page.getByText('This workspace is suspended').waitFor();
      await owner.page.getByText(REASON).waitFor();
      await owner.page.getByRole('link', { name: 'Agents', exact: true }).click();
      await owner.page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor();
      expect(await owner.page.getByRole('link', { name: 'New agent' }).count()).toBe(0);
      await expectSound(owner);

      await page.locator('oc-tenant-standing').getByRole('button', { name: 'Reinstate' }).click();
      await page.getByRole('dialog').getByLabel('Reason').fill('They switched the night calls off.');
      await page.getByRole('dialog').getByRole('button', { name: 'Reinstate' }).click();
      await page.getByText('Powers Ltd runs again').waitFor();
      await owner.page.reload();
      await owner.page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor();
      expect(await owner.page.getByText('This workspace is suspended').count()).toBe(0);
    },
    STEP_MS,
  );

  it(
    'acts as the owner in a tab that says so, leaves no trace in the browser, and ends',
    async () => {
      const { page, context } = staff;
      await page.getByRole('button', { name: 'Act as Grace Hopper' }).click();
      await page.getByRole('dialog').getByLabel('Reason').fill('They asked why the front desk is silent.');
      await expectSound(staff);
      await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
      const way = page.getByRole('link', { name: 'Open the portal' });
      await way.waitFor();
      const [tab] = await Promise.all([context.waitForEvent('page'), way.click()]);
      noteRequests(tab);
      await tab.getByText('You act as Grace Hopper of Powers Ltd').waitFor();
      await tab.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
      expect(await faultsOfPage(tab)).toEqual([]);
      expect(tab.url()).not.toContain('code');
      expect((await context.cookies()).map(({ name }) => name)).not.toContain('orbis_refresh_portal');
      expect(await tab.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toMatch(/eyJ/);
      await tab.getByRole('link', { name: 'Agents', exact: true }).click();
      await tab.getByRole('heading', { name: 'Agents', level: 1 }).waitFor();
      // the banner goes along, and stays in sight however far one reads
      await tab.evaluate('window.scrollTo(0, document.body.scrollHeight)');
      expect(await tab.getByRole('button', { name: 'End' }).isVisible()).toBe(true);
      await tab.getByRole('button', { name: 'End' }).click();
      await tab.getByRole('heading', { name: 'You are yourself again' }).waitFor();
      await tab.goto(`${platform.url}/agents`);
      await tab.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
      const notice = await mailTo(people.owner, 'impersonation-notice');
      expect(notice.text).toContain('Sam Staff');
      expect(notice.text).toContain('They asked why the front desk is silent.');
    },
    STEP_MS,
  );

  it(
    'ends a key after a reason; whoever uses it is refused at once, and the log says who did it and why',
    async () => {
      const { page } = staff;
      const agents = async (): Promise<number> =>
        (await fetch(`${platform.url}/api/agents`, { headers: { authorization: `Bearer ${key.secret}` } })).status;
      expect(await agents()).toBe(200);
      // the tab that was opened lies before it, and what lies behind is drawn once a second
      await page.bringToFront();
      await page.goto(`${platform.url}/admin/tenants`);
      await page.locator('tbody tr', { hasText: 'Powers Ltd' }).getByRole('link').first().click();
      await page.getByRole('link', { name: 'API keys', exact: true }).click();
      const row = page.getByRole('row', { name: /Night shift/ });
      await row.getByText('Works', { exact: true }).waitFor();
      await expectSound(staff);
      await row.getByRole('button', { name: 'Revoke Night shift' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason').waitFor();
      await expectSound(staff);
      await dialog.getByRole('button', { name: 'Revoke the key' }).click();
      await dialog.locator('[aria-invalid="true"]').waitFor();
      expect(await agents()).toBe(200);
      await dialog.getByLabel('Reason').fill('Their key stands in a public repository.');
      await dialog.getByRole('button', { name: 'Revoke the key' }).click();
      await page.getByText('Night shift is revoked').waitFor();
      await row.getByText('Revoked', { exact: true }).waitFor();
      expect(await row.getByRole('button').count()).toBe(0);
      expect(await agents()).toBe(401);
      await expectSound(staff);
      await row.getByRole('link', { name: 'Audit log of Night shift' }).click();
      await page.waitForURL(/\/audit\?.*targetId=/);
      const entry = page.locator('oc-audit-entry', { hasText: 'Sam Staff' }).first();
      await entry.getByRole('button').first().press('Enter');
      await entry.getByText('Their key stands in a public repository.').waitFor();
    },
    STEP_MS,
  );

  it(
    'bans after a preview and the name in one’s own hand: nobody of it gets in, and they are told',
    async () => {
      const { page } = staff;
      await page.goto(`${platform.url}/admin/tenants`);
      await page.locator('tbody tr', { hasText: 'Powers Ltd' }).getByRole('link').first().click();
      await page.getByRole('button', { name: 'Ban' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/everybody is signed out/).waitFor();
      await dialog.getByText(`Grace Hopper · ${people.owner}`).waitFor();
      await expectSound(staff);
      await dialog.getByLabel('Reason').fill(REASON);
      await dialog.getByLabel('Type “Powers Ltd” to confirm').fill('Powers');
      await dialog.getByRole('button', { name: 'Ban' }).click();
      await dialog.getByText('This is not the name of the tenant.').waitFor();
      await dialog.getByLabel('Type “Powers Ltd” to confirm').fill('Powers Ltd');
      await dialog.getByRole('button', { name: 'Ban' }).click();
      await page.getByText('Powers Ltd is banned').waitFor();
      await page.getByText('Banned: nobody of this tenant gets in.').waitFor();
      await expectSound(staff);
      const told = await platform.inbox.waitFor(({ to, text }) => to.includes(people.owner) && text.includes('was closed'), WAIT_MS);
      expect(told.text).toContain(REASON);
      await owner.page.goto(`${platform.url}/agents`);
      await owner.page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
      await logIn(owner, '/log-in', people.owner);
      await owner.page.getByText('This workspace has been closed.').waitFor();
      expect(await faultsOfPage(owner.page)).toEqual([]);
    },
    STEP_MS,
  );
});
