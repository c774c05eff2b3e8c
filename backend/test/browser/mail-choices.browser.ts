import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser } from 'playwright-core';
import { type MailInbox } from '../../sandbox/mail/index.js';
import { ReferralConverted } from '../../src/modules/referrals/events/referral-converted.event.js';
import { headerOf, inbox, letItBeDay, mailsTo, publish } from '../email/mails.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { launchChromium, type WatchedPage, watchedPage } from './chromium.js';
import { faultsOfPage, tabTo } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const STEP_MS = 120_000;

/** What a reader does about a mail: from its link without an account, and in the portal with one. */
describe('choices about mails, in the browser', () => {
  let app: TestApp;
  let mailbox: MailInbox;
  let owner: TestOwner;
  let browser: Browser;
  let reader: WatchedPage;
  let link: string;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'customer-portal/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    mailbox = await inbox();
    app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, APPS_DIR: APPS } });
    owner = await app.signUp({ company: 'Difference Engines' });
    await letItBeDay(app, owner.tenantId);
    await publish(app, owner.tenantId, new ReferralConverted({ referralId: 'ref', company: 'Loom & Sons', convertedTotal: 1 }));
    await app.owner.query('update tenants set billing_email = $2 where id = $1', [owner.tenantId, 'books@difference.example']);
    await app.settle();
    const mail = mailsTo(mailbox, owner.email).find(({ template }) => template === 'referral-converted');
    const [, path] = /(\/api\/email\/unsubscribe\/[\w-]+)>$/.exec((mail && headerOf(mail, 'List-Unsubscribe')) ?? '') ?? [];
    link = `${app.url}${path}`;
    browser = await launchChromium();
    reader = await watchedPage(browser);
  }, STEP_MS);
  afterAll(async () => {
    await browser.close();
    await app.close();
    await mailbox.close();
  });

  async function expectSound(): Promise<void> {
    expect(await faultsOfPage(reader.page)).toEqual([]);
    expect(reader.faults).toEqual([]);
  }
  const heading = (name: string | RegExp) => reader.page.getByRole('heading', { name, level: 1 }).waitFor();
  const button = (name: string) => reader.page.getByRole('button', { name });

  it(
    'ends such mails by keyboard, and takes it back',
    async () => {
      await reader.page.goto(link);
      await heading('Unsubscribe from referrals?');
      await expectSound();
      await tabTo(reader.page, button('Unsubscribe'));
      await reader.page.keyboard.press('Enter');
      await heading('You are unsubscribed from referrals');
      await expectSound();
      await button('Undo: send them again').click();
      await heading('Unsubscribe from referrals?');
    },
    STEP_MS,
  );

  it(
    'chooses among all mails without an account',
    async () => {
      await reader.page.getByRole('link', { name: 'Choose among all mails' }).click();
      await heading('Which mails do you want?');
      await expectSound();
      await reader.page.getByLabel('Scheduled reports').uncheck();
      await button('Save').click();
      await reader.page.getByText('Your choice is saved').waitFor();
      expect(await reader.page.getByLabel('Scheduled reports').isChecked()).toBe(false);
      expect(await reader.page.getByLabel('Referrals').isChecked()).toBe(true);
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'says of a broken link that it is one',
    async () => {
      await reader.page.goto(`${link}x`);
      await heading('This link is not valid');
      expect(await faultsOfPage(reader.page)).toEqual([]);
      // the browser itself writes the 404 into its console
      expect(reader.faults.splice(0).filter((fault) => !fault.includes('404'))).toEqual([]);
    },
    STEP_MS,
  );

  it(
    'finds the same choices in the portal, and switches by keyboard',
    async () => {
      const { page } = reader;
      await page.goto(`${app.url}/log-in`);
      await page.getByLabel('E-mail').fill(owner.email);
      await page.getByLabel('Password', { exact: true }).fill(owner.password);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
      await page.goto(`${app.url}/account`);
      const own = page.getByRole('region', { name: `To ${owner.email}` });
      await own.getByRole('switch', { name: 'Scheduled reports' }).waitFor();
      expect(await own.getByRole('switch', { name: 'Scheduled reports' }).getAttribute('aria-checked')).toBe('false');
      await page.getByText('Turned off on the page behind the link of a mail').waitFor();
      await expectSound();
      const tips = own.getByRole('switch', { name: 'Getting started and tips' });
      await tabTo(page, tips);
      await page.keyboard.press('Space');
      await page.getByText('no such mail comes any more').waitFor();
      expect(await tips.getAttribute('aria-checked')).toBe('false');
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('such mails come again').waitFor();
      await page.reload();
      await tips.waitFor();
      expect(await tips.getAttribute('aria-checked')).toBe('true');
      await page.getByRole('region', { name: 'To the billing address books@difference.example' }).waitFor();
    },
    STEP_MS,
  );
});
