import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { givenMail } from '../admin/email-rows.js';
import { inbox, mailsTo } from '../email/mails.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage, faultsOfState, SCREENS } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const WAIT_MS = 30_000;
const STEP_MS = 180_000;
const GONE = 'nobody@loom.example';

/** The console's mail: the log, one mail, templates and suppressions as staff open and use them, with a mail server that takes what is sent. */
describe('mail in the console, in the browser', () => {
  let app: TestApp;
  let mailbox: MailInbox;
  let browser: Browser;
  let staff: WatchedPage;
  let page: Page;
  let loom: TestOwner;
  let sam: TestOwner;
  let waiting: string;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    mailbox = await inbox();
    app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, APPS_DIR: APPS }, database: await freshDatabase() });
    loom = await app.signUp({ company: 'Loom & Sons', email: 'joseph@loom.example' });
    sam = await app.signUp({ company: 'OrbisVoice staff', email: 'sam@staff.example' });
    await app.owner.query('update users set is_admin = true where email = $1', [sam.email]);
    await app.settle();
    waiting = await givenMail(app, { tenantId: loom.tenantId, recipient: loom.email, status: 'queued', minutesAgo: 1 });
    // not due before anybody stops it
    await app.owner.query(`update email_messages set next_attempt_at = now() + interval '1 day' where id = $1`, [waiting]);
    await givenMail(app, { tenantId: loom.tenantId, recipient: GONE, status: 'failed', error: '550 no such user', attempts: 3 });
    browser = await launchChromium();
    staff = await watchedPage(browser);
    page = staff.page;
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${app.url}/admin/emails`);
    await page.getByLabel('E-mail address').fill(sam.email);
    await page.getByLabel('Password').fill(sam.password);
    await page.getByLabel('Password').press('Enter');
    await heading('Log');
  }, STEP_MS);
  afterAll(async () => {
    await browser.close();
    await app.close();
    await mailbox.close();
  });

  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const row = (name: RegExp) => page.getByRole('row', { name });
  const dialog = () => page.getByRole('dialog');
  const welcomes = (): number => mailsTo(mailbox, loom.email).filter(({ template }) => template === 'welcome').length;
  async function expectSound(): Promise<void> {
    expect(await faultsOfPage(page)).toEqual([]);
    expect(staff.faults).toEqual([]);
  }
  /** With a mail on the page. Its sandboxed frame has a process of its own, and the browser's word that its network rests is sometimes never heard. */
  async function expectSoundAround(mail: Locator): Promise<void> {
    await mail.waitFor();
    expect(await faultsOfState(page, SCREENS)).toEqual([]);
    expect(staff.faults).toEqual([]);
  }

  it(
    'log: what was sent and what was not, by state and by the beginning of an address',
    async () => {
      await page.getByText('550 no such user').waitFor();
      await expectSound();
      await page.getByRole('link', { name: 'Failed', exact: true }).click();
      await page.waitForURL(/status=failed/);
      // the failed one was there before: what says that the list is the new one is that the others are gone
      await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
      await page.getByText('550 no such user').waitFor();
      expect(await page.locator('tbody tr').count()).toBe(1);
      await page.getByRole('link', { name: 'All', exact: true }).click();
      await page.getByLabel('Address, or how it begins').fill('joseph@');
      await page.waitForURL(/recipient=joseph/);
      await page.getByText('550 no such user').waitFor({ state: 'detached' });
      await row(/^Welcome Test/).waitFor();
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'one mail: as it left, by day, by night, on a phone and as text; sent again it is a mail of its own',
    async () => {
      await row(/^Welcome Test/)
        .getByRole('link')
        .first()
        .click();
      await page.getByRole('heading', { name: 'What was sent' }).waitFor();
      await expectSoundAround(page.frameLocator('iframe').getByText('Loom & Sons').first());
      await page.getByRole('radio', { name: 'Dark' }).check();
      await page.getByRole('radio', { name: 'Phone' }).check();
      await page.locator('.oc-viewer-desk[data-width="phone"][data-scheme="dark"]').waitFor();
      await page.getByRole('radio', { name: 'Plain text' }).check();
      await expectSoundAround(page.getByRole('region', { name: 'Plain text of the mail' }));
      const before = welcomes();
      await button('Send again…').click();
      await expectSoundAround(dialog().getByText('A new mail with the same content'));
      await dialog().getByLabel('Reason').fill('They deleted it.');
      await dialog().getByRole('button', { name: 'Send again' }).click();
      await page.getByText('A new mail is on its way.').waitFor();
      await page.getByText('Sent again from').waitFor();
      await app.settle();
      await button('Refresh').click();
      await expectSoundAround(page.locator('oc-mail-timeline').getByText('Sent', { exact: true }));
      expect(welcomes()).toBe(before + 1);
    },
    STEP_MS,
  );

  it(
    'one that waits is stopped for a reason, and nobody gets it',
    async () => {
      await page.goto(`${app.url}/admin/emails/log/${waiting}`);
      await button('Stop…').click();
      await dialog().getByRole('button', { name: 'Stop the mail' }).click();
      await dialog().locator('[aria-invalid="true"]').waitFor();
      await expectSound();
      await dialog().getByLabel('Reason').fill('It tells them what did not happen.');
      await dialog().getByRole('button', { name: 'Stop the mail' }).click();
      await page.getByText('The mail was stopped.').waitFor();
      await page.getByText('It tells them what did not happen.').first().waitFor();
      expect(await button('Stop…').count()).toBe(0);
      await app.settle();
      expect(mailsTo(mailbox, loom.email).filter(({ template }) => template === 'password-changed')).toEqual([]);
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'templates: all in pictures, found by a word, one of them looked at and sent to oneself',
    async () => {
      await page.getByRole('link', { name: 'Templates', exact: true }).click();
      await heading('Templates');
      await expectSoundAround(page.getByText(/^\d+ templates$/));
      await page.getByLabel('Name, subject or preview text').fill('password reset');
      await page.getByText(/^1 of \d+ templates$/).waitFor();
      await page.getByLabel('Name, subject or preview text').fill('nothing is called that');
      await expectSoundAround(page.getByText('No template matches'));
      await button('Show all').click();
      await page.getByRole('list', { name: 'Templates' }).getByRole('link', { name: 'Password reset' }).click();
      await heading('Password reset');
      await expectSoundAround(page.frameLocator('iframe').getByRole('heading', { level: 1 }));
      await button('Send a test to me').click();
      await expectSoundAround(page.getByText(`is on its way to ${sam.email}`));
      expect(mailsTo(mailbox, sam.email).filter(({ template }) => template === 'password-reset')).toHaveLength(1);
    },
    STEP_MS,
  );

  it(
    'suppressions: an address is added, found, lifted for a reason, and put back by undo',
    async () => {
      await page.goto(`${app.url}/admin/emails/suppressions`);
      await heading('Suppressions');
      await page.getByText('No address is suppressed').waitFor();
      await expectSound();
      await button('Add an address…').click();
      await dialog().getByLabel('Address').fill(GONE);
      await dialog().getByLabel('Reason').fill('They asked us on the phone.');
      await expectSound();
      await dialog().getByRole('button', { name: 'Suppress it' }).click();
      await page.getByText('is not written to any more').waitFor();
      const suppression = row(/They asked us on the phone\./);
      await suppression.waitFor();
      await expectSound();
      await page.getByLabel('A whole address').fill('somebody@else.example');
      await page.getByText('This address is not suppressed').waitFor();
      await page.getByLabel('A whole address').fill(GONE);
      await suppression.waitFor();
      await suppression.getByRole('button').click();
      await dialog().getByLabel('Reason').fill('They want the receipts.');
      await dialog().getByRole('button', { name: 'Lift it' }).click();
      await page.getByText('This address is not suppressed').waitFor();
      expect(await suppressed()).toBe(0);
      await button('Undo').click();
      await page.getByText('The suppression is back.').waitFor();
      await suppression.waitFor();
      expect(await suppressed()).toBe(1);
      await expectSound();
    },
    STEP_MS,
  );

  const suppressed = async (): Promise<number> =>
    (await app.owner.query('select 1 from email_suppressions where removed_at is null')).rowCount ?? 0;
});
