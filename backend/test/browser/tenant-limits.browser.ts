import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanChange, Session } from '@orbisvoice/shared-dto';
import type { Browser, Locator } from 'playwright-core';
import { payOn } from '../billing/billing-harness.js';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { eventually } from '../harness/wait.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const PASSWORD = 'a long sentence nobody guesses';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;
const REASON = 'A launch campaign, agreed with their owner on the phone.';

/** A tenant's limits and subscription in the hands of staff, and what the tenant sees of it: everything real on loopback. */
describe('limits and subscriptions, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let owner: WatchedPage;
  let staff: WatchedPage;
  const people = { owner: 'grace@limits.example', staff: 'sam@limits.example' };

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    const { accessToken } = await signUp(people.owner, 'Limits Ltd');
    await signUp(people.staff, 'OrbisVoice staff');
    await platform.owner.query('update users set is_admin = true where email = $1', [people.staff]);
    await post('/agents', { name: 'Ava', systemPrompt: 'Answer politely.' }, accessToken);
    await buyStarter(accessToken);
    browser = await launchChromium();
    [owner, staff] = [await watchedPage(browser), await watchedPage(browser)];
    for (const { page } of [owner, staff]) page.setDefaultTimeout(WAIT_MS);
    await logIn(staff, '/admin/', people.staff);
    await staff.page.getByRole('link', { name: 'Tenants', exact: true }).first().click();
    await staff.page.locator('tbody tr', { hasText: 'Limits Ltd' }).getByRole('link').first().click();
    await heading('Limits Ltd');
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  async function post<T>(path: string, body: object, token?: string): Promise<T> {
    const headers = { 'content-type': 'application/json', 'x-orbis-client': 'portal', ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${platform.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function signUp(email: string, company: string): Promise<Session> {
    await post('/auth/signup', { email, password: PASSWORD, name: email.startsWith('sam') ? 'Sam Staff' : 'Grace Hopper', company });
    const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'verify-email' && to.includes(email), WAIT_MS);
    const [, token = ''] = /verify-email\?token=([\w-]+)/.exec(text) ?? [];
    return post<Session>('/auth/verify-email', { token });
  }

  async function buyStarter(token: string): Promise<void> {
    const { url } = await post<PlanChange>('/billing/subscription', { tier: 'starter', interval: 'month' }, token);
    await payOn(url ?? '');
    await eventually(
      'the plan in force',
      async () => {
        const { rows } = await platform.owner.query(`select 1 from tenants where name = 'Limits Ltd' and subscription_tier = 'starter'`);
        return rows.length > 0;
      },
      WAIT_MS,
    );
  }

  async function logIn({ page }: WatchedPage, path: string, email: string): Promise<void> {
    await page.goto(`${platform.url}${path}`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
  }

  const heading = (name: string): Promise<void> => staff.page.getByRole('heading', { name, level: 1 }).waitFor();
  const tab = (name: string): Promise<void> =>
    staff.page.getByRole('navigation', { name: 'Tenant' }).getByRole('link', { name, exact: true }).click();
  const dialog = (): Locator => staff.page.getByRole('dialog');

  async function expectSound({ page, faults }: WatchedPage): Promise<void> {
    expect(await faultsOfPage(page)).toEqual([]);
    expect(faults).toEqual([]);
  }

  it(
    'shows agents, days and periods, each at an address of its own',
    async () => {
      const { page } = staff;
      expect(await page.getByRole('link', { name: 'Grace Hopper' }).getAttribute('href')).toMatch(/\/admin\/users\/[0-9a-f-]{36}$/);
      await tab('Agents');
      await page.locator('tbody tr', { hasText: 'Ava' }).getByText('Never').waitFor();
      await expectSound(staff);
      await tab('Usage and limits');
      await page.getByText('1,000 conversations a month').waitFor();
      await page.getByText('Nobody has changed the limit of this tenant.').waitFor();
      await expectSound(staff);
      await page.reload();
      await page.getByText('1,000 conversations a month').waitFor();
    },
    STEP_MS,
  );

  it(
    'sets a limit, grants on top of it and withdraws; the tenant reads what it has, and nobody’s name',
    async () => {
      const { page } = staff;
      await page.getByRole('button', { name: 'Set limit' }).click();
      await dialog().getByLabel('Conversations a month').fill('1500');
      await dialog().getByLabel('Until the end of this day, UTC').fill('2020-01-01');
      await dialog().getByLabel('Reason').fill(REASON);
      await dialog().getByText('The limit goes from 1,000 to 1,500 conversations.').waitFor();
      await expectSound(staff);
      await dialog().getByRole('button', { name: 'Set limit' }).click();
      await dialog().locator('[aria-invalid="true"]').waitFor();
      // the one refusal that was asked for; browsers write every 400 to their console
      expect(staff.faults.splice(0)).toHaveLength(1);
      await dialog().getByLabel('Until the end of this day, UTC').fill('');
      await dialog().getByRole('button', { name: 'Set limit' }).click();
      await page.getByText('1,500 conversations a month').waitFor();

      await page.getByRole('button', { name: 'Grant conversations' }).click();
      await dialog().getByLabel('Extra conversations').fill('500');
      await dialog().getByLabel('Reason').fill(REASON);
      await dialog().getByRole('button', { name: 'Grant', exact: true }).click();
      await page.getByText('2,000 conversations a month').waitFor();
      await page.getByText('New conversations stop at 2,200.').waitFor();
      await expectSound(staff);

      await logIn(owner, '/log-in', people.owner);
      await owner.page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
      await owner.page.goto(`${platform.url}/billing`);
      await owner.page.getByText('2,000 conversations a month: 1,500 agreed with you').waitFor();
      await owner.page.getByText('+ 500 granted for this period').waitFor();
      expect(await owner.page.content()).not.toContain('Sam Staff');
      await expectSound(owner);

      await page.getByRole('button', { name: 'Withdraw: Granted once, + 500' }).click();
      await dialog().getByLabel('Reason').fill('Granted to the wrong workspace.');
      await expectSound(staff);
      await dialog().getByRole('button', { name: 'Withdraw' }).click();
      await page.getByText('1,500 conversations a month').waitFor();
      await page.getByText('Withdrawn by Sam Staff: Granted to the wrong workspace.').waitFor();
    },
    STEP_MS,
  );

  it(
    'adjusts the subscription: shows before and after and every cent, then does exactly that',
    async () => {
      const { page } = staff;
      await tab('Billing');
      await page.getByRole('button', { name: 'Adjust subscription' }).click();
      await dialog().getByRole('button', { name: 'Preview' }).click();
      await dialog().getByText('Charged then').waitFor();
      await dialog().getByLabel('Reason').fill(REASON);
      await expectSound(staff);
      await dialog().getByRole('button', { name: 'Change the plan' }).click();
      await page.getByText('The subscription is changed').waitFor();
      await page.locator('oc-billing-subscription').getByText('Professional').waitFor();

      await page.getByRole('button', { name: 'Adjust subscription' }).click();
      await dialog().getByLabel('What to do').selectOption('comp');
      await dialog().getByRole('button', { name: 'Preview' }).click();
      await dialog().getByText('Complimentary').waitFor();
      await dialog().getByLabel('Reason').fill(REASON);
      await dialog().getByRole('button', { name: 'Charge nothing' }).click();
      await page.locator('oc-billing-subscription').getByText('Complimentary').waitFor();

      await tab('Audit');
      await staff.page.getByRole('heading', { name: 'Audit entries of this tenant' }).waitFor();
      // both of them, in the list and not in the filter beside it
      await page.locator('oc-audit-entries').getByText('Adjusted the subscription').nth(1).waitFor();
    },
    STEP_MS,
  );
});
