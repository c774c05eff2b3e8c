import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '@orbisvoice/shared-dto';
import type { Browser, Locator } from 'playwright-core';
import { insertTenants } from '../admin/tenant-rows.js';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage, tabTo } from './page-checks.js';
import { insertWebhookLife } from './webhook-life.js';

const APPS = join(__dirname, '../../../dist');
const PASSWORD = 'a long sentence nobody guesses';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;
const REASON = 'Unpaid since the spring, agreed with finance.';
const SHOTS = process.env['SHOTS'];

/** The list of tenants and the overview that leads to it, as staff works with them; everything real on loopback. */
describe('tenants in the console, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let staff: WatchedPage;
  const email = 'sam@list.example';

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    await signUp();
    await platform.owner.query('update users set is_admin = true where email = $1', [email]);
    await platform.owner.query('update tenants set is_internal = true');
    await insertTenants(platform.owner, 70);
    browser = await launchChromium();
    staff = await watchedPage(browser);
    const { page } = staff;
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${platform.url}/admin/`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  async function signUp(): Promise<void> {
    const post = (path: string, body: object): Promise<Response> =>
      fetch(`${platform.url}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-orbis-client': 'portal' },
        body: JSON.stringify(body),
      });
    await post('/auth/signup', { email, password: PASSWORD, name: 'Sam Staff', company: 'OrbisVoice staff' });
    const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'verify-email' && to.includes(email), WAIT_MS);
    const [, token = ''] = /verify-email\?token=([\w-]+)/.exec(text) ?? [];
    const session = (await (await post('/auth/verify-email', { token })).json()) as Session;
    if (!session.accessToken) throw new Error('no session');
  }

  async function expectSound(name: string): Promise<void> {
    if (SHOTS) await staff.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
    expect([name, await faultsOfPage(staff.page)]).toEqual([name, []]);
    expect(staff.faults).toEqual([]);
  }

  const counted = async (): Promise<number> => {
    const text = await staff.page.getByText(/^[\d,]+ tenants? as of/).innerText();
    return Number(text.replace(/ .*/, '').replaceAll(',', ''));
  };
  const dialog = (): Locator => staff.page.getByRole('dialog');
  const menu = (name: string): Promise<void> => staff.page.locator('.oc-list-tools').getByRole('button', { name }).click();

  it(
    'opens from a figure of the overview the list that counts the same',
    async () => {
      const { page } = staff;
      await page.locator('oc-figure-tiles').waitFor();
      await expectSound('overview');
      const tile = page.locator('oc-figure-tiles a[href*="state=past_due"]');
      const figure = Number(await tile.first().innerText());
      await tile.first().click();
      await page.getByRole('heading', { name: 'Tenants', level: 1 }).waitFor();
      await page.waitForURL(/state=past_due/);
      expect(figure).toBeGreaterThan(0);
      expect(await counted()).toBe(figure);
      await expectSound('tenants-past-due');
    },
    STEP_MS,
  );

  it(
    'opens from conversations the tenants in their order, and of the first one its lists under its own head',
    async () => {
      const { page } = staff;
      await page.goto(`${platform.url}/admin/`);
      await page.locator('oc-queue-board li').first().waitFor();
      await page.locator('oc-figure-tiles a[href*="conversationsWeek"]').click();
      await page.getByRole('columnheader', { name: 'Conversations, 7 UTC days' }).waitFor();
      await expectSound('tenants-conversations');
      const row = page.locator('tbody .ov-row-link').first();
      // beside the name stands the owner's address
      const [tenant = ''] = (await row.innerText()).split('\n');
      await row.click();
      for (const list of ['E-mails', 'Events from Stripe', 'Audit']) {
        await page.getByRole('navigation', { name: 'Tenant' }).getByRole('link', { name: list, exact: true }).click();
        await page.locator('ov-keyset-part :is(tbody, ol, ov-empty)').first().waitFor();
        await page.getByRole('heading', { level: 1, name: tenant, exact: true }).waitFor();
        await expectSound(`tenant-${list.toLowerCase().replaceAll(' ', '-')}`);
      }
    },
    STEP_MS,
  );

  it(
    'tells of a tenant where its own systems are told, and why one of them is not',
    async () => {
      const { page } = staff;
      const { rows: tenants } = await platform.owner.query<{ id: string }>(
        'select id from tenants where not is_internal order by id limit 1',
      );
      const tenantId = tenants[0]?.id ?? '';
      await page.goto(`${platform.url}/admin/tenants/${tenantId}/webhooks`);
      await page.getByText('No endpoint yet').waitFor();
      await expectSound('tenant-webhooks-none');
      await insertWebhookLife(platform.owner, tenantId);
      await page.keyboard.press('.');
      await page
        .getByRole('table', { name: /^Endpoints of/ })
        .getByText('Failing', { exact: true })
        .waitFor();
      const deliveries = page.locator('oc-tenant-delivery-table tbody tr');
      await deliveries.nth(6).waitFor();
      await expectSound('tenant-webhooks');
      await tabTo(page, page.getByRole('link', { name: '1 failed: erp.northwind.example:8443' }));
      await page.keyboard.press('Enter');
      await page.waitForURL(/endpoint=.*status=failed/);
      await deliveries.nth(1).waitFor({ state: 'detached' });
      expect(await deliveries.first().innerText()).toContain('The name of the address is unknown to DNS');
      await page.getByLabel('Event', { exact: true }).selectOption('agent.deleted');
      await page.getByText('No delivery matches these filters').waitFor();
      await expectSound('tenant-webhooks-filtered');
      await page.getByRole('button', { name: 'Clear filters' }).first().click();
      await deliveries.nth(6).waitFor();
      await page.goto(`${platform.url}/admin/tenants?state=past_due`);
      await page.getByText(/^[\d,]+ tenants? as of/).waitFor();
    },
    STEP_MS,
  );

  it(
    'filters, sorts, grows and keeps the list in the address; the file has what is shown',
    async () => {
      const { page } = staff;
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByRole('button', { name: 'Load more' }).waitFor();
      await expectSound('tenants');
      const shown = await page.locator('tbody tr').count();
      await page.getByRole('button', { name: 'Load more' }).click();
      await page.locator('tbody tr').nth(shown).waitFor();
      expect(await page.locator('tbody tr').count()).toBe(await counted());
      await page.getByRole('button', { name: 'More filters' }).click();
      await page.getByLabel('Paying').selectOption('yes');
      await page.waitForURL(/paying=yes/);
      await page.getByRole('columnheader', { name: 'MRR' }).getByRole('button').click();
      await page.waitForURL(/sort=-mrr/);
      await menu('Columns');
      await page.getByRole('checkbox', { name: 'Billing e-mail' }).click();
      await page.waitForURL(/columns=/);
      await expectSound('tenants-columns');
      await page.keyboard.press('Escape');
      await page.reload();
      await page.getByRole('columnheader', { name: 'Billing e-mail' }).waitFor();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
      const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
      expect(lines[0]).toContain('billingEmail');
      expect(lines.length - 1).toBe(await counted());
    },
    STEP_MS,
  );

  it(
    'keeps the list as a view, shares, renames, opens with it, deletes it and brings it back',
    async () => {
      const { page } = staff;
      await menu('Views');
      await page.getByRole('button', { name: 'Save this list as a view' }).click();
      await dialog().getByLabel('Name').fill('Payers');
      await expectSound('view-dialog');
      await dialog().getByRole('button', { name: 'Save view' }).click();
      await page.getByText('Saved the view “Payers”').waitFor();
      await menu('Views');
      await page.getByRole('button', { name: 'Manage views' }).click();
      await dialog().getByRole('button', { name: 'Share: Payers' }).click();
      await dialog().getByRole('button', { name: 'Make private: Payers' }).waitFor();
      await dialog().getByRole('button', { name: 'Open the list with it: Payers' }).click();
      await dialog().getByRole('button', { name: 'Do not open the list with it: Payers' }).waitFor();
      await expectSound('view-manager');
      await dialog().getByRole('button', { name: 'Rename: Payers' }).click();
      await dialog().getByLabel('Name').fill('Who pays');
      await dialog().getByRole('button', { name: 'Rename' }).click();
      await page.getByText('Changed the view “Who pays”').waitFor();
      await page.goto(`${platform.url}/admin/tenants`);
      await page.waitForURL(/paying=yes.*sort=-mrr.*columns=/);
      await menu('Views');
      await page.getByRole('button', { name: 'Manage views' }).click();
      await dialog().getByRole('button', { name: 'Delete: Who pays' }).click();
      await page.getByText('Deleted the view “Who pays”').waitFor();
      await dialog().getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('“Who pays” is back').waitFor();
    },
    STEP_MS,
  );

  it(
    'suspends all that match after a preview, shows what came of each, and takes it back',
    async () => {
      const { page } = staff;
      await page.goto(`${platform.url}/admin/tenants?sort=name&search=ada`);
      await page.getByText(/tenants? as of/).waitFor();
      await page.getByLabel('Select all shown').click();
      await expectSound('tenants-selected');
      await page.locator('oc-bulk-bar').getByRole('button', { name: 'Suspend' }).click();
      await dialog()
        .getByText(/will be suspended/)
        .waitFor();
      await expectSound('bulk-dialog');
      await dialog().getByLabel('Reason').fill(REASON);
      await dialog().getByRole('button', { name: 'Suspend' }).click();
      await page.getByRole('heading', { name: /^Suspension of/ }).waitFor();
      await page
        .locator('ov-badge', { hasText: /^Done$/ })
        .first()
        .waitFor();
      await page.getByText('Active → Suspended').first().waitFor();
      await page.getByText('It was in that standing already').first().waitFor();
      await expectSound('bulk-run');
      await page.getByRole('button', { name: 'Undo this run' }).click();
      await dialog().getByLabel('Reason').fill('It was the wrong list, sorry.');
      await dialog().getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('heading', { name: /^Undo of/ }).waitFor();
      await page.getByText('Suspended → Active').first().waitFor();
      await page.getByRole('link', { name: 'Runs' }).first().click();
      await page.getByRole('heading', { name: 'Runs over many tenants' }).waitFor();
      await page.locator('tbody tr').nth(1).waitFor();
      await expectSound('bulk-runs');
    },
    STEP_MS,
  );

  it(
    'stops a run that is under way',
    async () => {
      const { page } = staff;
      // whoever is at work on a tenant holds the run up before its first one
      const other = await platform.owner.connect();
      try {
        await other.query('begin; select id from tenants for no key update');
        await page.goto(`${platform.url}/admin/tenants?sort=name`);
        await page.getByText(/tenants? as of/).waitFor();
        await page.getByLabel('Select all shown').click();
        await page.locator('oc-bulk-bar').getByRole('button', { name: 'Suspend' }).click();
        await dialog().getByLabel('Reason').fill(REASON);
        await dialog().getByRole('button', { name: 'Suspend' }).click();
        await page.getByRole('button', { name: 'Stop the run' }).click();
        await page.getByText('Stopping', { exact: true }).waitFor();
        await expectSound('bulk-stopping');
      } finally {
        await other.query('rollback');
        other.release();
      }
      await page.getByText('Stopped', { exact: true }).first().waitFor();
      await page.getByText('The run was stopped before it').first().waitFor();
      await expectSound('bulk-stopped');
    },
    STEP_MS,
  );
});
