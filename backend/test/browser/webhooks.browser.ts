import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { httpsReceiver, type HttpsReceiver, type ReceivedCall } from '../alerts/https-receiver.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { launchChromium, type WatchedPage, watchedPage } from './chromium.js';
import { faultsOfPage, tabTo } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const WAIT_MS = 30_000;
const STEP_MS = 120_000;

/** A workspace has its own system told of what happens: real TLS, real signatures. */
describe('outgoing webhooks, in the browser', () => {
  let app: TestApp;
  let receiver: HttpsReceiver;
  let owner: TestOwner;
  let browser: Browser;
  let person: WatchedPage;
  let page: Page;
  let secret = '';

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'customer-portal/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    receiver = await httpsReceiver();
    const environment = { APPS_DIR: APPS, WEBHOOK_PRIVATE: 'true', WEBHOOK_CA_FILE: receiver.caFile };
    app = await startTestApp({ environment, database: await freshDatabase() });
    owner = await app.signUp({ company: 'Analytical Engines' });
    await app.settle();
    browser = await launchChromium();
    person = await watchedPage(browser);
    ({ page } = person);
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${app.url}/log-in`);
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.keyboard.press('Enter');
    await heading('Dashboard').waitFor();
  }, STEP_MS);
  afterAll(async () => {
    await browser.close();
    await app.close();
    await receiver.close();
  });

  const heading = (name: string): Locator => page.getByRole('heading', { name, level: 1 });
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const dialog = (): Locator => page.getByRole('dialog');
  const text = (words: string | RegExp): Locator => page.getByText(words).first();

  async function expectSound(): Promise<void> {
    expect(await faultsOfPage(page)).toEqual([]);
    expect(person.faults).toEqual([]);
  }

  /** What was received, after its signature was checked with the secret that was on screen. */
  function verified({ headers, body }: ReceivedCall): unknown {
    const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name]));
    return new Webhook(secret).verify(body.toString(), {
      'webhook-id': id ?? '',
      'webhook-timestamp': timestamp ?? '',
      'webhook-signature': signature ?? '',
    });
  }

  /** A test from the page of the endpoint, once the worker has tried it. */
  async function sendTest(event: string): Promise<void> {
    await page.locator('ov-test-card').getByLabel('Event').selectOption(event);
    const taken = page.waitForResponse((response) => response.url().endsWith('/test') && response.status() === 202);
    await button('Send test').click();
    await taken;
    await app.settle();
  }

  it(
    'says what webhooks are, makes an endpoint by keyboard, and shows its secret once',
    async () => {
      await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
      await page.getByRole('heading', { name: 'No webhooks yet' }).waitFor();
      await expectSound();
      await tabTo(page, button('New endpoint').first());
      await page.keyboard.press('Enter');
      await dialog().getByLabel('Address').fill('http://localhost/hook');
      await dialog().getByLabel('Description').fill('CRM');
      await dialog().getByLabel('All of Agents').check();
      await page.keyboard.press('Enter');
      await dialog().getByText('Enter an address that begins with https://.').waitFor();
      await expectSound();
      await dialog().getByLabel('Address').fill(receiver.url);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Copy your signing secret now' }).waitFor();
      secret = (await dialog().locator('.hook-secret').textContent()) ?? '';
      expect(secret).toMatch(/^whsec_/);
      await expectSound();
      await button('I have stored it').click();
      await text('agent.created, agent.updated and 1 more').waitFor();
      await text('1 of 10 endpoints').waitFor();
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'sends a test and tells what became of it',
    async () => {
      await page.getByRole('link', { name: 'CRM' }).click();
      await heading('CRM').waitFor();
      await text('Nothing was sent yet').waitFor();
      await sendTest('agent.created');
      await text('It arrived.').waitFor();
      await page.getByRole('row', { name: /agent\.created.*Delivered/s }).waitFor();
      expect(receiver.calls.map(verified)).toMatchObject([{ type: 'agent.created' }]);
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'shows a message with every try on a page of its own, and sends it again with the id it had',
    async () => {
      receiver.answers.push({ status: 503 });
      await sendTest('agent.deleted');
      await text('It did not arrive.').waitFor();
      await page.getByRole('link', { name: 'Open this delivery' }).click();
      await heading('agent.deleted').waitFor();
      await text('Only an answer from 200 to 299 counts as received').waitFor();
      await page.getByRole('region', { name: 'Body of the message' }).getByText('"type": "agent.deleted"').waitFor();
      await expectSound();
      await page.reload();
      await button('Send again').click();
      await text('next try now').waitFor();
      await app.settle();
      await page.getByText('Try 2').waitFor();
      await text('Delivered').waitFor();
      const [, first, second] = receiver.calls;
      expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'tells of what happens, finds it by filters in the address, and holds it back while it is off',
    async () => {
      await createAgent(app, owner.token, { name: 'Reception' });
      await app.settle();
      await page.getByRole('link', { name: 'The endpoint' }).click();
      await page
        .getByRole('row', { name: /agent\.created.*Delivered/s })
        .first()
        .waitFor();
      expect(receiver.calls.map(verified).at(-1)).toMatchObject({ type: 'agent.created', data: { name: 'Reception' } });
      await page.locator('.ov-filters').getByLabel('Status').selectOption('failed');
      await text('No delivery matches these filters').waitFor();
      expect(new URL(page.url()).search).toBe('?status=failed');
      await button('Clear filters').first().click();
      await text('3 shown').waitFor();
      receiver.answers.push({ status: 503 });
      await createAgent(app, owner.token, { name: 'Night shift' });
      await app.settle();
      await page.reload();
      await text('Answered 503 · next try').waitFor();
      await page.getByRole('switch', { name: 'Send to CRM' }).click();
      await text('CRM is switched off.').waitFor();
      await text('Waits until the endpoint is on').waitFor();
      await expectSound();
      await page.getByRole('switch', { name: 'Send to CRM' }).click();
      await text('What still waited for it goes out now.').waitFor();
      await app.owner.query(`update webhook_deliveries set next_try_at = now() where status = 'pending'`);
      await app.settle();
      await text('Waits until the endpoint is on').waitFor({ state: 'detached' });
      expect(receiver.calls.map(verified).at(-1)).toMatchObject({ data: { name: 'Night shift' } });
    },
    STEP_MS,
  );

  it(
    'rotates the secret and deletes the endpoint after asking',
    async () => {
      await button('Rotate secret of CRM').click();
      await dialog().getByText('For 24 hours every message is signed with both').waitFor();
      await button('Rotate secret').last().click();
      await page.getByRole('heading', { name: 'Copy your signing secret now' }).waitFor();
      expect(await dialog().locator('.hook-secret').textContent()).not.toBe(secret);
      await button('I have stored it').click();
      await sendTest('agent.updated');
      await text('It arrived.').waitFor();
      // with the secret of before
      expect(receiver.calls.map(verified).at(-1)).toMatchObject({ type: 'agent.updated' });
      await button('Delete CRM').click();
      await button('Delete endpoint').click();
      await page.getByRole('heading', { name: 'No webhooks yet' }).waitFor();
      await expectSound();
    },
    STEP_MS,
  );
});
