import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '@orbisvoice/shared-dto';
import type { Browser, Locator } from 'playwright-core';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { eventually } from '../harness/wait.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const PASSWORD = 'a long sentence nobody guesses';
const WAIT_MS = 30_000;
const STEP_MS = 240_000;
const REASON = 'They wrote to us that they cannot log in.';

/** What staff do about people and about each other, in two browsers of staff, everything real on loopback. */
describe('users and staff, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let sam: WatchedPage;
  let tess: WatchedPage;
  const people = { grace: 'grace@users.example', sam: 'sam@users.example', tess: 'tess@users.example' };

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    await signUp(people.grace, 'Grace Hopper', 'Compilers Ltd');
    await signUp(people.sam, 'Sam Staff', 'OrbisVoice staff');
    await signUp(people.tess, 'Tess Staff', 'OrbisVoice staff too');
    await platform.owner.query('update users set is_admin = true where email = any($1)', [[people.sam, people.tess]]);
    browser = await launchChromium();
    [sam, tess] = [await watchedPage(browser), await watchedPage(browser)];
    for (const { page } of [sam, tess]) page.setDefaultTimeout(WAIT_MS);
    await logIn(sam, people.sam);
    await logIn(tess, people.tess);
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  async function post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'x-orbis-client': 'portal' };
    return fetch(`${platform.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  const mailTo = (email: string, template: string) =>
    platform.inbox.waitFor((message) => message.template === template && message.to.includes(email), WAIT_MS);

  async function signUp(email: string, name: string, company: string): Promise<Session> {
    expect((await post('/auth/signup', { email, password: PASSWORD, name, company })).status).toBe(202);
    const [, token = ''] = /verify-email\?token=([\w-]+)/.exec((await mailTo(email, 'verify-email')).text) ?? [];
    const answer = await post('/auth/verify-email', { token });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Session;
  }

  async function logIn({ page }: WatchedPage, email: string): Promise<void> {
    await page.goto(`${platform.url}/admin/`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('link', { name: 'Users', exact: true }).waitFor();
  }

  async function expectSound({ page, faults }: WatchedPage): Promise<void> {
    expect(await faultsOfPage(page)).toEqual([]);
    expect(faults).toEqual([]);
  }

  /** Fills the reason and does it; the dialog goes when it is done. */
  async function give(dialog: Locator, reason: string, button: string): Promise<void> {
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  it(
    'finds somebody, and helps them in without seeing a secret',
    async () => {
      for (let guess = 0; guess < 5; guess++) await post('/auth/login', { email: people.grace, password: 'not the password' });
      // a second is over before a page is read
      await platform.owner.query(`update login_attempts set free_at = now() + interval '10 minutes' where account is not null`);
      const { page } = sam;
      await page.getByRole('link', { name: 'Users', exact: true }).click();
      await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
      await page.getByText(people.tess).waitFor();
      await page.getByLabel('Sign-in').selectOption({ label: 'Braked now' });
      await page.waitForURL(/locked=yes/);
      await page.getByText(people.tess).waitFor({ state: 'detached' });
      await page.getByText(people.grace).waitFor();
      await expectSound(sam);
      await page.getByRole('button', { name: 'Clear filters' }).first().click();
      await page.getByRole('searchbox').fill('hopper');
      await page.waitForURL(/search=hopper/);
      await page.getByText(people.tess).waitFor({ state: 'detached' });
      await page.locator('tbody tr', { hasText: people.grace }).getByRole('link').first().click();
      await page.getByRole('heading', { name: 'Grace Hopper', level: 1 }).waitFor();
      await page.getByText('5 failures in a row from unknown devices').waitFor();
      await expectSound(sam);

      await page.getByRole('button', { name: 'Lift the brakes' }).click();
      await expectSound(sam);
      await give(page.getByRole('dialog'), REASON, 'Lift the brakes');
      await page.getByText('The brakes are lifted').waitFor();
      await page.getByRole('button', { name: 'Lift the brakes' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Send password reset' }).click();
      await give(page.getByRole('dialog'), REASON, 'Send the mail');
      await page.getByText('The mail is on its way').waitFor();
      const mail = await mailTo(people.grace, 'password-reset');
      const [, token = ''] = /reset-password\?token=([\w-]+)/.exec(mail.text) ?? [];
      expect(token).not.toBe('');
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByText('New password').waitFor();
      expect(await page.content()).not.toContain(token);
    },
    STEP_MS,
  );

  it(
    'ends one session and all of them, and shows what somebody did and what was done to them',
    async () => {
      const { page } = sam;
      expect((await post('/auth/login', { email: people.grace, password: PASSWORD })).status).toBe(200);
      const tabs = page.getByRole('navigation', { name: 'Parts of this page' });
      await tabs.getByRole('link', { name: /Sessions/ }).click();
      await page.getByRole('button', { name: 'Refresh' }).click();
      const ends = page.getByRole('button', { name: /^End the session of/ });
      await ends.nth(1).waitFor();
      await expectSound(sam);
      await ends.first().click();
      await give(page.getByRole('dialog'), REASON, 'End the session');
      await ends.nth(1).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'End all sessions' }).click();
      await give(page.getByRole('dialog'), REASON, 'End all sessions');
      await page.getByText('Signed in nowhere').waitFor();
      await expectSound(sam);

      await tabs.getByRole('link', { name: 'Activity' }).click();
      const entries = page.getByRole('list', { name: 'Activity of this person, newest first' });
      await entries.getByText('Ended sessions of somebody').first().waitFor();
      await entries.getByText('Signed up').waitFor();
      await page.getByLabel('Part of the activity').selectOption({ label: 'What they did' });
      await page.waitForURL(/part=done/);
      await entries.getByText('Ended sessions of somebody').first().waitFor({ state: 'detached' });
      await entries.getByRole('button', { name: 'Signed up' }).click();
      await expectSound(sam);
      await page.goto(`${page.url().replace(/\?.*/, '')}?tab=activity&action=agent.deleted`);
      await page.getByText('No entry matches these filters').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).first().click();
      await entries.getByText('Signed up').waitFor();
    },
    STEP_MS,
  );

  it(
    'makes somebody staff by two, with a way back before and after',
    async () => {
      const { page } = sam;
      const tabs = page.getByRole('navigation', { name: 'Parts of this page' });
      await tabs.getByRole('link', { name: 'Staff rights' }).click();
      const propose = page.getByRole('button', { name: 'Propose as staff' });
      await propose.click();
      await expectSound(sam);
      await give(page.getByRole('dialog'), 'Grace joins the support desk on Monday.', 'Propose');
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('The proposal is taken back').waitFor();
      await propose.click();
      await give(page.getByRole('dialog'), 'Grace joins the support desk on Monday.', 'Propose');
      await page.getByText('You proposed it: somebody else has to confirm.').waitFor();
      await expectSound(sam);

      const second = tess.page;
      await second.getByRole('link', { name: 'Users', exact: true }).click();
      await second.getByRole('link', { name: 'Staff changes' }).click();
      await second.getByRole('heading', { name: 'Staff changes', level: 1 }).waitFor();
      await expectSound(tess);
      await second.getByRole('button', { name: 'Confirm: Make Grace Hopper staff' }).click();
      await expectSound(tess);
      await second.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
      await second.getByText('Grace Hopper belongs to staff now').waitFor();
      const told = await mailTo(people.sam, 'staff-rights-changed');
      expect(told.text).toMatch(/Grace Hopper belongs to the staff[\s\S]*Confirmed by:\s+Tess Staff/);

      await second.getByRole('link', { name: 'Make Grace Hopper staff' }).first().click();
      await second.getByRole('button', { name: 'Propose to take staff rights' }).click();
      await give(second.getByRole('dialog'), 'It was the wrong Grace, sorry.', 'Propose');
      await second.getByText('You proposed it: somebody else has to confirm.').waitFor();
      await page.goto(`${platform.url}/admin/users/staff?status=pending`);
      await page.getByRole('button', { name: 'Withdraw: Take staff rights from Grace Hopper' }).click();
      await give(page.getByRole('dialog'), 'It is the right Grace after all.', 'Withdraw');
      await page.getByText('No change is in this state').waitFor();
      await expectSound(sam);
      await page.goto(`${platform.url}/admin/users/staff`);
      await page.getByText('It is the right Grace after all.').waitFor();
      await expectSound(sam);
    },
    STEP_MS,
  );

  it(
    'sends the verification mail again to somebody who never answered it, and offers it to nobody else',
    async () => {
      const vera = 'vera@users.example';
      const mails = () => platform.inbox.messages().filter(({ template, to }) => template === 'verify-email' && to.includes(vera));
      const asked = { email: vera, password: PASSWORD, name: 'Vera Unseen', company: 'Unseen Ltd' };
      expect((await post('/auth/signup', asked)).status).toBe(202);
      await mailTo(vera, 'verify-email');
      const { page } = sam;
      expect(await page.getByRole('button', { name: 'Send verification again' }).count()).toBe(0);
      await page.goto(`${platform.url}/admin/users?search=vera`);
      await page.locator('tbody tr', { hasText: vera }).getByRole('link').first().click();
      await page.getByRole('heading', { name: 'Vera Unseen', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Send verification again' }).click();
      await expectSound(sam);
      await give(page.getByRole('dialog'), REASON, 'Send the mail');
      await page.getByText('The mail is on its way').first().waitFor();
      await eventually('the second mail', () => Promise.resolve(mails().length === 2 || null));
      const links = mails().map(({ text }) => /verify-email\?token=([\w-]+)/.exec(text)?.[1] ?? '');
      expect(new Set(links).size).toBe(2);
      expect(await page.content()).not.toContain(links[0]);
    },
    STEP_MS,
  );
});
