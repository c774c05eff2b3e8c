import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { AuditHeadSigning } from '../../src/modules/audit/index.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const WAIT_MS = 30_000;
const STEP_MS = 180_000;

/** The console's pages about the log and about money, and the customer's side of the log: sound in every state that a walk can reach. */
describe('pages of the console, in the browser', () => {
  let app: TestApp;
  let browser: Browser;
  let staff: WatchedPage;
  let page: Page;
  let loom: TestOwner;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    app = await startTestApp({ environment: { APPS_DIR: APPS }, database: await freshDatabase() });
    loom = await app.signUp({ company: 'Loom & Sons', email: 'joseph@loom.example' });
    const sam = await app.signUp({ company: 'OrbisVoice staff', email: 'sam@staff.example' });
    await app.owner.query('update users set is_admin = true where email = $1', [sam.email]);
    await app.request('POST', `/admin/tenants/${loom.tenantId}/suspend`, {
      token: sam.token,
      body: { reason: 'Three people told us about calls at night.' },
    });
    await app.owner.query(
      `insert into stripe_events (id, type, object_id, tenant_id, created_at, received_at, status, payload, api_version, is_livemode)
       values ('evt_walk00001', 'product.created', 'prod_walk00001', null, now(), now(), 'ignored', '{"id":"evt_walk00001"}', 'x', false)`,
    );
    browser = await launchChromium();
    staff = await watchedPage(browser);
    page = staff.page;
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${app.url}/admin/audit`);
    await page.getByLabel('E-mail address').fill(sam.email);
    await page.getByLabel('Password').fill(sam.password);
    await page.getByLabel('Password').press('Enter');
    await heading('Audit');
  }, STEP_MS);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const go = (name: string) => page.getByRole('link', { name, exact: true }).first().click();
  async function expectSound(of: WatchedPage = staff): Promise<void> {
    expect(await faultsOfPage(of.page)).toEqual([]);
    expect(of.faults).toEqual([]);
  }

  it(
    'audit: entries open in place, filters live in the address, an entry has an address of its own',
    async () => {
      const entry = page.getByRole('button', { name: 'Suspended the workspace' });
      await entry.click();
      await page.getByText('Three people told us about calls at night.').first().waitFor();
      await expectSound();
      await page.getByLabel('Action').selectOption('user.signed_up');
      await page.waitForURL(/action=user\.signed_up/);
      await page.getByRole('button', { name: 'Signed up' }).first().waitFor();
      await page.getByLabel('IP address').fill('not one');
      await page.getByLabel('IP address').press('Enter');
      await page.getByText('This is no IP address').waitFor();
      await expectSound();
      const { rows } = await app.owner.query<{ id: string }>(`select id from audit_entries where action = 'tenant.suspended'`);
      await page.goto(`${app.url}/admin/audit?id=${rows[0]?.id}`);
      await page.getByText('Three people told us about calls at night.').first().waitFor();
      await page.goto(`${app.url}/admin/audit?targetId=nobody`);
      await page.getByText('No entry matches these filters').waitFor();
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'audit: one kind of target, conversations hidden and shown again, both in the address',
    async () => {
      await page.goto(`${app.url}/admin/audit`);
      await page.getByLabel('Target type').selectOption('tenant');
      await page.waitForURL(/targetType=tenant/);
      await page.getByRole('switch', { name: 'Hide conversations' }).click();
      await page.waitForURL(/without=conversations/);
      await page.getByText('calls of their tools are hidden, here and in exports').waitFor();
      await page.getByRole('button', { name: 'Suspended the workspace' }).waitFor();
      await expectSound();
      await page.getByRole('button', { name: 'Show them' }).click();
      await page.waitForURL((url) => !url.searchParams.has('without'));
      expect(await page.getByRole('switch', { name: 'Hide conversations' }).getAttribute('aria-checked')).toBe('false');
    },
    STEP_MS,
  );

  it(
    'audit: exports what the filters find',
    async () => {
      await page.goto(`${app.url}/admin/audit?action=tenant.suspended`);
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
      expect(file.suggestedFilename()).toBe('orbisvoice-audit.csv');
      const [lines] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export JSON lines' }).click()]);
      expect(lines.suggestedFilename()).toBe('orbisvoice-audit.jsonl');
      const entries = (await readFile(await lines.path(), 'utf8')).trim().split('\n');
      expect(entries.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ action: 'tenant.suspended', tenantId: loom.tenantId }]);
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'integrity: never checked, under way, intact, broken, and a failed check on top of a broken one',
    async () => {
      await go('Integrity');
      await heading('Integrity');
      await page.getByText('Never checked').waitFor();
      expect(await page.getByRole('button', { name: 'Save signed ends' }).isDisabled()).toBe(true);
      await expectSound();
      await app.get(AuditHeadSigning).sign();
      await page.getByRole('button', { name: 'Refresh' }).click();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save signed ends' }).click()]);
      expect(file.suggestedFilename()).toBe('orbisvoice-audit-heads.jsonl');
      const heads = (await readFile(await file.path(), 'utf8')).trim().split('\n');
      expect(heads.map((line) => JSON.parse(line) as unknown)).toContainEqual(expect.objectContaining({ tenantId: loom.tenantId }));
      await page.getByRole('button', { name: 'Check now' }).click();
      await page.getByText('Checking since').waitFor();
      await app.settle();
      await page.getByText('Intact').first().waitFor();
      await expectSound();
      await app.owner.query(
        `insert into audit_verifications (id, status, started_at, started_by, beat_at, finished_at, entries, tenants, heads, faulty_tenants, findings)
         select gen_random_uuid(), 'broken', now(), 'Sam', now(), now(), 9, 2, 0, 1,
           jsonb_build_array(jsonb_build_object('tenantId', $1::uuid, 'seq', 3, 'kind', 'changed'))`,
        [loom.tenantId],
      );
      await app.owner.query(
        `insert into audit_verifications (id, status, started_at, started_by, beat_at, finished_at, error)
         values (gen_random_uuid(), 'failed', now() + interval '1 second', 'Sam', now(), now(), 'the worker fell silent')`,
      );
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByText('the worker fell silent').waitFor();
      await page.getByText('The log is not what was written').waitFor();
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'billing: an event with its payload, a dry run of its replay, reconciliation and plans',
    async () => {
      await page.goto(`${app.url}/admin/billing/events`);
      await heading('Stripe events');
      await page.getByText('product.created').first().waitFor();
      await expectSound();
      await page.locator('tbody tr').first().getByRole('link').first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('evt_walk00001').first().waitFor();
      await expectSound();
      await page
        .getByRole('button', { name: /replay/i })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
      await expectSound();
      await page.keyboard.press('Escape');
      await page.goto(`${app.url}/admin/billing/reconciliation`);
      await heading('Reconciliation');
      await expectSound();
      await page.goto(`${app.url}/admin/billing/plans`);
      await heading('Plans');
      await page.getByText('Professional').first().waitFor();
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'the workspace reads its own log: what staff did and why, who looked, and takes it home',
    async () => {
      const owner = await watchedPage(browser);
      owner.page.setDefaultTimeout(WAIT_MS);
      await owner.page.goto(`${app.url}/audit`);
      await owner.page.getByLabel('E-mail').fill(loom.email);
      await owner.page.getByLabel('Password', { exact: true }).fill(loom.password);
      await owner.page.keyboard.press('Enter');
      await owner.page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
      await owner.page.getByText('OrbisVoice staff').first().waitFor();
      await owner.page.getByRole('button', { name: 'Suspended the workspace' }).click();
      await owner.page.getByText('Three people told us about calls at night.').first().waitFor();
      await expectSound(owner);
      await owner.page.getByRole('switch', { name: 'Hide conversations' }).click();
      await owner.page.getByRole('button', { name: 'Show them' }).waitFor();
      await expectSound(owner);
      await owner.page.getByRole('button', { name: 'Who looked at it' }).click();
      await owner.page.waitForURL(/action=audit\.read/);
      await owner.page.getByRole('button', { name: 'Read the audit log' }).first().waitFor();
      await owner.page.getByRole('button', { name: 'Clear filters' }).click();
      const [file] = await Promise.all([
        owner.page.waitForEvent('download'),
        owner.page.getByRole('button', { name: 'Export JSON lines' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('audit-log.jsonl');
      await owner.page.goto(`${app.url}/audit?action=audit.exported`);
      await owner.page.getByRole('button', { name: 'Exported the audit log' }).waitFor();
      await expectSound(owner);
      await owner.context.close();
    },
    STEP_MS,
  );
});
