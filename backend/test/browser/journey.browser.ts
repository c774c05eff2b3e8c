import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { eventually } from '../harness/wait.js';
import { type TestPlatform, startTestPlatform } from '../harness/platform.js';
import { launchChromium, type WatchedPage, watchedPage } from './chromium.js';
import { walkConsoleBilling } from './console-billing.js';
import { faultsOfPage, tabTo } from './page-checks.js';
import { fillCard, PlanChangesPage } from './plan-changes.js';

const APPS = join(__dirname, '../../../dist');
const EMAIL = 'grace@journey.example';
const PASSWORD = 'a long sentence nobody guesses';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;

/** The journey of product.md §1 as people take it: in a browser, against everything real on loopback. */
describe('from sign-up to receipt, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let customer: WatchedPage;
  let staff: WatchedPage;
  let key = '';
  let agentId = '';
  let isBroken = false;

  beforeAll(async () => {
    for (const app of ['customer-portal', 'admin-console']) {
      if (!existsSync(join(APPS, app, 'browser/index.html'))) throw new Error(`dist/${app} is missing: run npm run build first`);
    }
    platform = await startTestPlatform({ appsDir: APPS });
    browser = await launchChromium();
    customer = await watchedPage(browser);
    staff = await watchedPage(browser);
    for (const { page } of [customer, staff]) page.setDefaultTimeout(WAIT_MS);
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  /** One step of the journey. After a broken one the rest cannot be walked, and says so at once. */
  const step = (name: string, walk: () => Promise<void>): void =>
    it(
      name,
      async () => {
        if (isBroken) throw new Error('an earlier step of the journey failed');
        isBroken = true;
        await walk();
        isBroken = false;
      },
      STEP_MS,
    );
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
  const seen = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
  const mail = (template: string) =>
    platform.inbox.waitFor((message) => message.template === template && message.to.includes(EMAIL), WAIT_MS);

  /** Nothing on this page may be wrong: accessibility, narrow screens, console, policy. */
  async function expectSound({ page, faults }: WatchedPage): Promise<void> {
    expect(await faultsOfPage(page)).toEqual([]);
    expect(faults).toEqual([]);
  }

  async function api(method: string, path: string, body: unknown): Promise<{ status: number; id: string }> {
    const response = await fetch(`${platform.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { id = '' } = (await response.json()) as { id?: string };
    return { status: response.status, id };
  }

  async function converse(from: number, to: number): Promise<void> {
    for (let first = from; first <= to; first += 10) {
      const batch = Array.from({ length: Math.min(10, to - first + 1) }, async (_, index) => {
        const started = await api('POST', '/conversations', { agentId, sessionId: `browser-${first + index}`, channel: 'api' });
        await api('POST', `/conversations/${started.id}/turns`, { turns: [{ speaker: 'visitor', text: 'Are you open on Saturday?' }] });
        return (await api('POST', `/conversations/${started.id}/end`, { outcome: 'success' })).status;
      });
      expect(new Set(await Promise.all(batch))).toEqual(new Set([200]));
    }
  }

  step('signs up by keyboard and confirms the address with the link of the mail', async () => {
    const { page } = customer;
    await page.goto(`${platform.url}/sign-up`);
    await heading(page, 'Create your account').waitFor();
    await expectSound(customer);
    await tabTo(page, page.getByLabel('Your name'));
    await page.keyboard.type('Grace Hopper');
    await tabTo(page, page.getByLabel('Company'));
    await page.keyboard.type('Journey Ltd');
    await tabTo(page, page.getByLabel('E-mail address'));
    await page.keyboard.type(EMAIL);
    await tabTo(page, page.getByLabel('Password', { exact: true }));
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await heading(page, 'Check your mail').waitFor();
    await seen(page, EMAIL);
    await expectSound(customer);
    const [link = ''] = /https?:\/\/\S+\/verify-email\?token=[\w-]+/.exec((await mail('verify-email')).text) ?? [];
    await page.goto(link);
    await heading(page, 'Dashboard').waitFor();
    await seen(page, 'Get your first conversation');
    await expectSound(customer);
    expect((await mail('welcome')).subject).toContain('Grace');
  });

  step('creates an agent and sees its embed code', async () => {
    const { page } = customer;
    await page.getByRole('link', { name: 'Agents', exact: true }).click();
    await heading(page, 'Agents').waitFor();
    await expectSound(customer);
    await page.goto(`${platform.url}/agents/new`);
    await heading(page, 'New agent').waitFor();
    await expectSound(customer);
    await tabTo(page, page.getByLabel('Name', { exact: true }));
    await page.keyboard.type('Front desk');
    await page.getByLabel('Instructions').fill('You answer the phone of a bakery.');
    await tabTo(page, page.getByRole('button', { name: 'Create agent' }));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/agents\/[0-9a-f-]{36}/);
    agentId = /agents\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    const code = page.locator('ov-embed-card code').first();
    await code.waitFor();
    expect(await code.textContent()).toMatch(/<script .*src="[^"]+\/widget\.js"/);
    await expectSound(customer);
    const { text } = await mail('agent-created');
    expect(text).toContain((await page.locator('ov-embed-card code').nth(1).textContent()) ?? 'a public key');
  });

  step('makes an API key, whose secret is shown once', async () => {
    const { page } = customer;
    await page.getByRole('link', { name: 'API keys' }).click();
    await heading(page, 'API keys').waitFor();
    await expectSound(customer);
    await page.getByRole('button', { name: 'New key' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Booking server');
    await dialog.getByLabel('Record conversations').check();
    await dialog.getByLabel('Read conversations').check();
    await expectSound(customer);
    await dialog.getByRole('button', { name: 'Create key' }).click();
    await seen(page, 'Copy your key now');
    key = (await page.locator('ov-issued-key-dialog code').textContent())?.trim() ?? '';
    expect(key).toMatch(/^ov_live_/);
    await expectSound(customer);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    // the list shows the key's beginning before the dialog, which has all of it, is gone
    await page.locator('ov-issued-key-dialog', { hasText: key }).waitFor({ state: 'detached' });
    await seen(page, `${key.slice(0, 12)}…`);
    expect(await page.content()).not.toContain(key);
  });

  step('is warned at 80 and at 100 percent, on the page and by mail', async () => {
    const { page } = customer;
    await converse(1, 80);
    await page.getByRole('link', { name: 'Dashboard' }).click();
    await seen(page, 'You have used 80 % of your plan.');
    await expectSound(customer);
    expect((await mail('conversation-limit')).subject).toContain('80');
    await converse(81, 100);
    await page.reload();
    await seen(page, /Your plan's limit is reached|answer no new conversations/);
    await platform.inbox.waitFor((message) => message.template === 'conversation-limit' && message.subject.includes('100'), WAIT_MS);
    expect((await api('POST', '/conversations', { agentId, sessionId: 'one-too-many' })).status).toBe(402);
    await expectSound(customer);
    await page.getByRole('link', { name: 'Conversations', exact: true }).click();
    await heading(page, 'Conversations').waitFor();
    await expectSound(customer);
    await page.locator('tbody tr').first().getByRole('link').first().click();
    await seen(page, 'Are you open on Saturday?');
    await expectSound(customer);
  });

  step('pays on the hosted page, waits for the confirmation and has the plan and the paid invoice', async () => {
    const { page } = customer;
    await page.getByRole('link', { name: 'Plan and billing' }).click();
    await heading(page, 'Plan and billing').waitFor();
    await seen(page, 'No invoices yet');
    await expectSound(customer);
    const upgrade = page.getByRole('button', { name: 'Upgrade to Starter' });
    await tabTo(page, upgrade);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Due today').waitFor();
    await expectSound(customer);
    await dialog.getByRole('button', { name: 'Continue to payment of $29.00' }).click();
    await page.waitForURL(`${platform.stripe.url}/**`);
    await fillCard(page, '4242 4242 4242 4242');
    // a slow line on the way back, so that the waiting can be seen
    let isSlow = true;
    await page.route('**/api/billing/subscription', async (route) => {
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await page.getByRole('button', { name: /Subscribe for \$29/ }).click();
    await page.waitForURL(/\/billing/);
    await seen(page, 'Confirming your payment');
    isSlow = false;
    await seen(page, 'Paid. You are on the Starter plan.');
    await seen(page, /\/ 1,000/);
    const invoice = page.locator('ov-invoice-table tbody tr').first();
    await invoice.waitFor();
    expect(await invoice.textContent()).toMatch(/Paid[\s\S]*\$29\.00/);
    await expectSound(customer);
    const receipt = await mail('invoice-paid');
    expect(receipt.text).toContain('29.00');
    expect((await api('POST', '/conversations', { agentId, sessionId: 'after-the-upgrade' })).status).toBe(201);
  });

  step('goes to a larger plan for the amount it was shown; takes back a smaller plan and a cancellation', async () => {
    const changes = new PlanChangesPage(customer.page, () => expectSound(customer));
    expect(await changes.upgrade()).toMatch(
      /Unused time on OrbisVoice Starter.* -\$2\d\.\d\d .*OrbisVoice Professional.* \$9\d\.\d\d .*Due today/,
    );
    await changes.downgradeAndStay();
    await changes.cancelAndStay();
    // looked at twice and taken back twice: nothing more was charged
    expect(await customer.page.locator('ov-invoice-table tbody tr').count()).toBe(2);
  });

  step('finds every other page sound: team, referrals, account, one that does not exist', async () => {
    const { page } = customer;
    for (const [path, name] of [
      ['/team', 'Team'],
      ['/referrals', /./],
      ['/account', 'Account'],
      ['/nowhere', 'Page not found'],
    ] as const) {
      await page.goto(`${platform.url}${path}`);
      await heading(page, name).waitFor();
      await expectSound(customer);
    }
  });

  step('shows staff the revenue, the tenant and who did what', async () => {
    await platform.owner.query('update users set is_admin = true where email = $1', [EMAIL]);
    const { page } = staff;
    await page.goto(`${platform.url}/admin/`);
    await heading(page, 'Staff console').waitFor();
    await expectSound(staff);
    await tabTo(page, page.getByLabel('E-mail address'));
    await page.keyboard.type(EMAIL);
    await tabTo(page, page.getByLabel('Password'));
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await heading(page, 'Overview').waitFor();
    await seen(page, /\$99(\.00)?/);
    expect(await page.locator('.oc-tile-value').first().textContent()).toMatch(/\$99(\.00)?/);
    await expectSound(staff);
    await page.getByRole('link', { name: 'Tenants', exact: true }).first().click();
    await heading(page, 'Tenants').waitFor();
    await seen(page, 'Journey Ltd');
    await expectSound(staff);
    await page.locator('tbody tr', { hasText: 'Journey Ltd' }).getByRole('link').first().click();
    await heading(page, 'Journey Ltd').waitFor();
    await seen(page, 'Professional');
    await expectSound(staff);
    await walkConsoleBilling(page, () => expectSound(staff));
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    await heading(page, /Audit/).waitFor();
    await eventually('the entries of the journey', async () => {
      const text = (await page.locator('main').textContent()) ?? '';
      return ['agent.created', 'invoice.paid'].every(
        (action) => text.includes(action) || text.toLowerCase().includes(action.replace('.', ' ')),
      );
    });
    await expectSound(staff);
  });

  step('logs out, and the session is over', async () => {
    const { page, faults } = customer;
    await page.goto(platform.url);
    await heading(page, 'Dashboard').waitFor();
    await page.getByRole('button', { name: 'Account menu' }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await heading(page, 'Log in').waitFor();
    await expectSound(customer);
    await page.goBack();
    await heading(page, 'Log in').waitFor();
    expect(faults).toEqual([]);
    expect(await customer.context.cookies()).not.toContainEqual(expect.objectContaining({ name: 'orbis_refresh_portal' }));
    expect(await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toMatch(/eyJ|ov_live_|token/i);
  });

  step('would have noticed: a foreign image, a picture without words, a page too wide', async () => {
    const { page, faults } = customer;
    await page.evaluate(`document.body.append(
      Object.assign(new Image(), { src: 'https://elsewhere.invalid/pixel.png' }),
      Object.assign(document.createElement('pre'), { textContent: 'wide '.repeat(200) }))`);
    const found = (await faultsOfPage(page)).join('\n');
    expect(found).toMatch(/image-alt/);
    expect(found).toMatch(/px wide on a 320 px screen/);
    expect(faults.join('\n')).toMatch(/content security policy: img-src/);
  });
});
