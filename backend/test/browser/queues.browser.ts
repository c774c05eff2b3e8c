import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '@orbisvoice/shared-dto';
import type { Browser } from 'playwright-core';
import { Config } from '../../src/platform/config/config.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { newId } from '../../src/platform/database/ids.js';
import { connectQueues, type QueueConnection } from '../../src/platform/queues/queue-connection.js';
import { testEnvironment } from '../harness/app.js';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { eventually } from '../harness/wait.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const PASSWORD = 'a long sentence nobody guesses';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;
const STAFF = 'sam@queues.example';

/** Dead letters, the switches of the queues and the integrations as staff see and mend them: real workers, real queue. */
describe('queues and integrations, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let staff: WatchedPage;
  let producer: QueueConnection;
  let queue: ReturnType<QueueConnection['queue']>;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    producer = connectQueues(new Config(readSettings(testEnvironment(platform.database))), 'producer');
    queue = producer.queue('events', { skipMetasUpdate: true });
    await signUp();
    await givenDeadLetters(['welcome-mails', 'agent-mails', 'usage-mails', 'audit-news']);
    browser = await launchChromium();
    staff = await watchedPage(browser);
    staff.page.setDefaultTimeout(WAIT_MS);
    await staff.page.goto(`${platform.url}/admin/`);
    await staff.page.getByLabel('E-mail address').fill(STAFF);
    await staff.page.getByLabel('Password').fill(PASSWORD);
    await staff.page.getByLabel('Password').press('Enter');
    await staff.page.getByRole('link', { name: 'System', exact: true }).first().click();
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await queue.close();
    await producer.close();
    await platform.close();
  });

  async function signUp(): Promise<void> {
    const post = async <T>(path: string, body: object): Promise<T> => {
      const headers = { 'content-type': 'application/json', 'x-orbis-client': 'portal' };
      const answer = await fetch(`${platform.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as T;
    };
    await post('/auth/signup', { email: STAFF, password: PASSWORD, name: 'Sam Staff', company: 'OrbisVoice staff' });
    const { text } = await platform.inbox.waitFor((mail) => mail.template === 'verify-email' && mail.to.includes(STAFF), WAIT_MS);
    const [, token = ''] = /verify-email\?token=([\w-]+)/.exec(text) ?? [];
    await post<Session>('/auth/verify-email', { token });
    await platform.owner.query('update users set is_admin = true where email = $1', [STAFF]);
  }

  /** Deliveries to handlers that this version of the code does not have: the worker keeps them as failed. */
  async function givenDeadLetters(handlers: readonly string[]): Promise<void> {
    const { rows } = await platform.owner.query<{ id: string }>('select id from outbox_events order by created_at limit 1');
    const eventId = rows[0]?.id ?? newId();
    await queue.addBulk(
      handlers.map((handler) => ({
        name: 'deliver-event',
        data: { payload: { eventId, handler: `old-${handler}` }, traceId: newId() },
        opts: { jobId: `${eventId}-old-${handler}`, attempts: 1, removeOnFail: { age: 3_600 } },
      })),
    );
    await eventually('dead letters', async () => ((await queue.getJobCounts('failed'))['failed'] ?? 0) >= handlers.length, WAIT_MS);
  }

  async function expectSound(name: string): Promise<void> {
    const { page, faults } = staff;
    if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], `${name}.png`), fullPage: true });
    expect(await faultsOfPage(page)).toEqual([]);
    expect(faults).toEqual([]);
  }

  const rows = () => staff.page.locator('oc-job-table tbody tr');
  const pages = () => staff.page.getByRole('navigation', { name: 'System pages' });
  const dialog = () => staff.page.getByRole('dialog');

  it(
    'shows what waits, and stops and starts a queue for a reason',
    async () => {
      const { page } = staff;
      await pages().getByRole('link', { name: 'Queues' }).click();
      await page.getByRole('heading', { name: 'Queues', level: 1 }).waitFor();
      await page.locator('oc-worker-table tbody tr').first().waitFor();
      await expectSound('queues');
      await page.getByRole('button', { name: 'Pause maintenance' }).click();
      await expectSound('queues-pause');
      await dialog().getByLabel('Why').fill('the provider is down');
      await dialog().getByRole('button', { name: 'Pause' }).click();
      await page.getByText('by Sam Staff: the provider is down').waitFor();
      await expectSound('queues-paused');
      await page.getByRole('button', { name: 'Resume maintenance' }).click();
      await dialog().getByLabel('Why').fill('it is up again');
      await dialog().getByRole('button', { name: 'Resume' }).click();
      await page.getByText('maintenance runs again.').waitFor();
    },
    STEP_MS,
  );

  it(
    'finds dead letters, discards one, takes that back, and retries one',
    async () => {
      const { page } = staff;
      await page.getByRole('link', { name: 'events', exact: true }).click();
      await page.getByRole('heading', { name: 'Queue events', level: 1 }).waitFor();
      await eventually('four rows', async () => (await rows().count()) === 4);
      await expectSound('jobs');
      await page.getByLabel('Error contains').fill('old-agent-mails');
      await page.getByLabel('Error contains').press('Enter');
      await eventually('one row', async () => (await rows().count()) === 1);
      expect(page.url()).toContain('error=old-agent-mails');
      await page.getByRole('button', { name: /^Discard .*old-agent-mails/ }).click();
      await dialog().getByLabel('Why').fill('this mail is not sent any more');
      await dialog().getByRole('button', { name: 'Discard' }).click();
      await page.getByText('No dead letter matches these filters').waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('The job is a dead letter again.').waitFor();
      await eventually('it is back', async () => {
        await page.getByRole('button', { name: 'Refresh' }).click();
        return (await rows().count()) === 1;
      });
      await page.getByRole('button', { name: /^Retry .*old-agent-mails/ }).click();
      await page.getByText('The job runs once more.').waitFor();
    },
    STEP_MS,
  );

  it(
    'opens one with its event and its error, and the way back to its list',
    async () => {
      const { page } = staff;
      await pages().getByRole('link', { name: 'Queues' }).click();
      await page.getByRole('link', { name: 'events', exact: true }).click();
      await page
        .getByRole('link', { name: /user\.signed_up/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'user.signed_up', level: 1 }).waitFor();
      await page.getByRole('link', { name: 'OrbisVoice staff', exact: true }).waitFor();
      await expectSound('job');
      await page.getByRole('button', { name: 'Retry' }).click();
      await page.getByText('The job runs once more.').waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: 'Queue events', level: 1 }).waitFor();
    },
    STEP_MS,
  );

  it(
    'shows many before anything happens, discards them together, and puts them back',
    async () => {
      const { page } = staff;
      await pages().getByRole('link', { name: 'Queues' }).click();
      await page.getByRole('link', { name: 'events', exact: true }).click();
      await eventually('four rows', async () => {
        await page.getByRole('button', { name: 'Refresh' }).click();
        return (await rows().count()) === 4;
      });
      await page.getByLabel('All shown').check();
      await page.getByText('4 jobs selected').waitFor();
      await page.getByRole('button', { name: 'Discard selected…' }).click();
      await dialog().getByText('4 jobs would be discarded.').waitFor();
      await expectSound('bulk');
      await dialog().getByLabel('Why').fill('handlers of an old version');
      await dialog().getByRole('button', { name: 'Discard them' }).click();
      await dialog().getByText('4 jobs were discarded.').waitFor();
      await dialog().getByRole('button', { name: 'Close' }).last().click();
      await page.getByText('No dead letters').waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('4 jobs are dead letters again.').waitFor();
      await eventually('four rows', async () => {
        await page.getByRole('button', { name: 'Refresh' }).click();
        return (await rows().count()) === 4;
      });
      // what came back is ticked as it was
      await page.getByLabel('All shown').uncheck();
      await page.getByRole('button', { name: 'Discard all that match…' }).click();
      await dialog().getByText('4 jobs would be discarded.').waitFor();
      await dialog().getByLabel('Why').fill('for good this time');
      await dialog().getByRole('button', { name: 'Discard them' }).click();
      await dialog().getByText('4 jobs were discarded.').waitFor();
      await dialog().getByRole('button', { name: 'Close' }).last().click();
      await page.getByRole('link', { name: /^Discarded/ }).click();
      await page.locator('oc-discarded-table tbody tr').nth(3).waitFor();
      await expectSound('discarded');
      await page
        .getByRole('button', { name: /^Put back/ })
        .first()
        .click();
      await page.getByText('The job is a dead letter again.').waitFor();
    },
    STEP_MS,
  );

  it(
    'shows the integrations and asks one of them',
    async () => {
      const { page } = staff;
      await pages().getByRole('link', { name: 'Integrations' }).click();
      await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor();
      await page.getByRole('heading', { name: 'Mail server (SMTP)' }).waitFor();
      await page.getByRole('button', { name: 'Probe now: Mail server (SMTP)' }).click();
      await page.getByText('The server greets us and takes our log-in').first().waitFor();
      await page.getByText('by Sam Staff').first().waitFor();
      await page.getByText('Circuits, by process').first().waitFor();
      await expectSound('integrations');
      await page.getByRole('button', { name: 'Probe now: Mail server (SMTP)' }).click();
      await page.getByText('It has just been asked.').waitFor();
    },
    STEP_MS,
  );
});
