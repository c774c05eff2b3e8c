import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '@orbisvoice/shared-dto';
import type { Browser, Locator, Page } from 'playwright-core';
import { type TestPlatform, startTestPlatform } from '../harness/platform.js';
import { insertFiveWeeks } from './analytics-rows.js';
import { launchChromium, type WatchedPage, watchedPage } from './chromium.js';
import { faultsOfPage, tabTo } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const EMAIL = 'grace@exports.example';
const PASSWORD = 'a long sentence nobody guesses';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;
/** As many as are inserted. */
const CONVERSATIONS = 520;

/** Files and scheduled reports as a workspace uses them: real rows, the real worker, real files. */
describe('exports, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let owner: WatchedPage;
  let page: Page;
  let token = '';

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'customer-portal/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    const session = await signUp();
    token = session.accessToken;
    const agent = { name: 'Reception', systemPrompt: 'You answer the phone.', voiceId: 'kore', greeting: 'Hello!' };
    const { id } = await api<{ id: string }>('POST', '/agents', agent);
    await insertFiveWeeks(platform.owner, { tenantId: session.me.tenant.id, agentIds: [id] });
    browser = await launchChromium();
    owner = await watchedPage(browser);
    ({ page } = owner);
    page.setDefaultTimeout(WAIT_MS);
    await logIn();
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  }, STEP_MS);

  async function api<T>(method: string, path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json', 'x-orbis-client': 'portal', ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${platform.url}/api${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function signUp(): Promise<Session> {
    await api('POST', '/auth/signup', { email: EMAIL, password: PASSWORD, name: 'Grace Hopper', company: 'Exports Ltd' });
    const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'verify-email' && to.includes(EMAIL), WAIT_MS);
    const [, code = ''] = /verify-email\?token=([\w-]+)/.exec(text) ?? [];
    return api<Session>('POST', '/auth/verify-email', { token: code });
  }

  /** The network has to have been idle once: from the first page of exports on, a stream of events stays open. */
  async function logIn(): Promise<void> {
    await page.goto(`${platform.url}/log-in`);
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
  }

  async function expectSound(): Promise<void> {
    expect(await faultsOfPage(page)).toEqual([]);
    expect(owner.faults).toEqual([]);
  }

  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const row = (text: string): Locator => page.locator('tbody tr', { hasText: text });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialog = () => page.getByRole('dialog');

  it(
    'writes what was asked for while one looks, and hands it out',
    async () => {
      await page.getByRole('link', { name: 'Exports', exact: true }).click();
      await page.getByRole('heading', { name: 'No exports yet' }).waitFor();
      await expectSound();
      await tabTo(page, button('New export').first());
      await page.keyboard.press('Enter');
      await dialog().getByLabel('Content').selectOption({ label: 'Conversations' });
      await dialog().getByText('Everything there is', { exact: true }).last().waitFor();
      await expectSound();
      const requests: string[] = [];
      page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
      await dialog().getByRole('button', { name: 'Start export' }).click();
      await row('Conversations').getByText('Ready').waitFor();
      await row('Conversations').getByText(String(CONVERSATIONS)).waitFor();
      // told by the stream alone
      expect(requests).toEqual(['POST /api/exports']);
      await expectSound();
      const [download] = await Promise.all([page.waitForEvent('download'), button(/^Download conversations/).click()]);
      expect(download.suggestedFilename()).toMatch(/^conversations-.*\.csv$/);
      const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
      expect(lines[0]).toMatch(/^id,agentId,agentName,sessionId,channel/);
      expect(lines).toHaveLength(CONVERSATIONS + 1);
      expect(lines[1]).toContain(',Reception,report-');
    },
    STEP_MS,
  );

  it(
    'tells of one export on its own page, says what is wrong with days, and deletes after asking',
    async () => {
      await row('Conversations').getByRole('link').first().click();
      await heading('Conversations');
      await page.getByText('Everything there is').waitFor();
      await expectSound();
      const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'export-ready' && to.includes(EMAIL), WAIT_MS);
      const [link = ''] = /http\S+\/exports\S*/.exec(text) ?? [];
      expect(link).toBe(page.url());
      const tab = await owner.context.newPage();
      await tab.goto(link);
      await tab.getByRole('button', { name: /^Download conversations/ }).waitFor();
      await tab.close();
      await page.getByRole('link', { name: 'All exports' }).click();
      await heading('Exports');
      await button('New export').click();
      await dialog().getByLabel('Days').selectOption({ label: 'Custom days' });
      await dialog().getByLabel('From').fill('2026-05-04');
      await dialog().getByLabel('To, included').fill('2026-05-03');
      await dialog().getByRole('button', { name: 'Start export' }).click();
      await dialog().getByText('The last day cannot be before the first.').waitFor();
      await expectSound();
      await page.keyboard.press('Escape');
      await button(/^Delete conversations/).click();
      await page.getByRole('button', { name: 'Delete export' }).click();
      await page.getByRole('heading', { name: 'No exports yet' }).waitFor();
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'stops one that is under way, and has it written after all',
    async () => {
      await page.getByRole('link', { name: 'Exports', exact: true }).click();
      // the worker cannot read: it is under way as long as it has to be looked at
      const barrier = await platform.owner.connect();
      await barrier.query('begin');
      await barrier.query('lock table referrals in access exclusive mode');
      await api('POST', '/exports', { dataset: 'referrals', format: 'json' });
      await button(/^Cancel referrals/).click();
      await row('Referrals').getByText('Cancelled').waitFor();
      await barrier.query('rollback');
      barrier.release();
      await expectSound();
      await button(/^Write it again: referrals/).click();
      await row('Referrals').getByText('Ready').waitFor();
      await page.getByLabel('Status').selectOption({ label: 'Failed' });
      await page.getByRole('heading', { name: 'No export matches' }).waitFor();
      expect(new URL(page.url()).search).toBe('?status=failed');
      await button('Clear filters').first().click();
      await row('Referrals').waitFor();
    },
    STEP_MS,
  );

  it(
    'schedules a report, changes, pauses and deletes it',
    async () => {
      await page.getByRole('navigation', { name: 'Exports' }).getByRole('link', { name: 'Scheduled reports' }).click();
      await page.getByRole('heading', { name: 'No scheduled reports yet' }).waitFor();
      await button('New schedule').first().click();
      await dialog().getByLabel('Name').fill('Board report');
      await dialog().getByLabel('Recipients', { exact: true }).fill('stranger@example.com');
      await dialog().getByLabel('Recipients', { exact: true }).press('Enter');
      await dialog().getByRole('button', { name: 'Create schedule' }).click();
      await dialog().getByText('stranger@example.com is neither a member').waitFor();
      expect(owner.faults.splice(0).filter((fault) => !fault.includes('400'))).toEqual([]);
      await expectSound();
      await dialog().getByRole('button', { name: 'Remove stranger@example.com' }).click();
      await dialog().getByRole('button', { name: 'Create schedule' }).click();
      await row('Board report').getByText('On the 1st of every month at 07:00').waitFor();
      await page.getByText('1 of 20 schedules').waitFor();
      await expectSound();
      await button('Change Board report').click();
      await dialog().getByLabel('How often').selectOption({ label: 'Weekly' });
      await dialog().getByText('Every Monday at 07:00').waitFor();
      await dialog().getByRole('button', { name: 'Save' }).click();
      await row('Board report').getByText('Every Monday at 07:00').waitFor();
      const isOn = page.getByRole('switch', { name: 'Send Board report' });
      await isOn.click();
      await row('Board report').getByText('Paused').waitFor();
      await isOn.click();
      await row('Board report').getByText('Paused').waitFor({ state: 'detached' });
      await button('Send me one now: Board report').click();
      await page.getByText(`Board report is on its way to ${EMAIL}.`).waitFor();
      await platform.inbox.waitFor(({ template, to }) => template === 'scheduled-report' && to.includes(EMAIL), STEP_MS / 2);
      await button('Delete Board report').click();
      await page.getByRole('button', { name: 'Delete schedule' }).click();
      await page.getByRole('heading', { name: 'No scheduled reports yet' }).waitFor();
      await expectSound();
    },
    STEP_MS,
  );
});
