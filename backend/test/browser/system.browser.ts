import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '@orbisvoice/shared-dto';
import type { Browser } from 'playwright-core';
import { newId } from '../../src/platform/database/ids.js';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';
import { launchChromium, watchedPage, type WatchedPage } from './chromium.js';
import { faultsOfPage, tabTo } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const PASSWORD = 'a long sentence nobody guesses';
const EMAIL = 'sam@system.example';
const WAIT_MS = 60_000;
const STEP_MS = 240_000;
const ROUTE = '/api/agents/:id';
/** A folder for pictures, when somebody wants to look. */
const PICTURES = process.env['SYSTEM_PICTURES'];

/** A day of two processes with an hour in which nobody wrote, an error and a statement. */
const HISTORY = `
with api as (select $1::uuid as id), minutes as (
  select date_trunc('minute', now()) - n * interval '1 minute' as minute, n from generate_series(1, 1400) n where n not between 20 and 32 and n not between 400 and 470
), figures as (
  insert into system_minutes (minute, process_id, kind, figures)
  select minute, id, 'api', jsonb_build_object('process.rss', 2e8 + 4e7 * sin(n / 40.0), 'process.cpu', 0.2 + 0.1 * sin(n / 15.0),
    'loop.p99', 3 + 2 * sin(n / 9.0), 'pool.app.waiting', n % 3) from minutes, api returning 1
)
insert into system_counts (minute, metric, series, outcome, process_id, count, seconds, buckets)
select minute, 'http', series, outcome, id, count, count * 0.02, array[0, count / 4, count / 4, count - 2 * (count / 4) - count / 8, 0, count / 8, 0, 0, 0, 0, 0, 0, 0, 0]
from minutes, api, (values ('GET ${ROUTE}', '200', 90), ('GET ${ROUTE}', '404', 5), ('POST /api/conversations', '201', 40),
  ('POST /api/conversations', '500', 1)) as route (series, outcome, many), lateral (select (many * (1 + 0.5 * sin(n / 20.0)))::bigint as count) c`;

const TROUBLE = `
insert into system_errors values ('00000000000000aa', '23505', 'QueryFailedError', 'duplicate key value violates unique constraint "…"',
  'AgentService.create modules/agents/services/agent.service.js:41', 'request', 7, now() - interval '2 h', now(), '{POST /api/agents}', '{0198c1a2-7d3e-7abc-8def-0123456789ab}')`;

/** Another process of the API, by its own word: two of its three connections are named. */
const SOCKETS = `
insert into system_processes (id, kind, host, pid, version, node_version, started_at, seen_at, figures, socket_count, sockets)
select $1, 'api', 'other-host', 4242, '1.2.3', '20.20.2', now() - interval '1 h', now(), '{}', 3, jsonb_agg(jsonb_build_object(
  'path', '/api/widget/stream', 'protocol', 'websocket', 'bytesIn', n * 3070, 'bytesOut', n * 1234567,
  'since', to_char(now() at time zone 'utc' - n * interval '9 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
from generate_series(1, 2) n`;

/** The system pages, as staff see them: everything real on loopback, a day of history given. */
describe('the system pages, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let staff: WatchedPage;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    await signUp();
    await platform.owner.query('update users set is_admin = true where email = $1', [EMAIL]);
    await platform.owner.query(HISTORY, [newId()]);
    await platform.owner.query(TROUBLE);
    browser = await launchChromium();
    staff = await watchedPage(browser);
    const { page } = staff;
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${platform.url}/admin/`);
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('link', { name: 'System', exact: true }).first().click();
    await page.getByRole('heading', { name: 'System health', level: 1 }).waitFor();
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  async function post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json', 'x-orbis-client': 'portal' };
    const answer = await fetch(`${platform.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function signUp(): Promise<void> {
    await post('/auth/signup', { email: EMAIL, password: PASSWORD, name: 'Sam Staff', company: 'OrbisVoice staff' });
    const isIt = ({ template, to }: { template: string | null; to: readonly string[] }) =>
      template === 'verify-email' && to.includes(EMAIL);
    const { text } = await platform.inbox.waitFor(isIt, WAIT_MS);
    const [, token = ''] = /verify-email\?token=([\w-]+)/.exec(text) ?? [];
    await post<Session>('/auth/verify-email', { token });
  }

  const open = async (name: string, heading: string): Promise<void> => {
    await staff.page.getByRole('navigation', { name: 'System pages' }).getByRole('link', { name }).click();
    await staff.page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  };

  async function expectSound(picture: string): Promise<void> {
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      for (const [name, width] of [
        ['wide', 1_280],
        ['narrow', 360],
      ] as const) {
        await staff.page.setViewportSize({ width, height: 900 });
        await staff.page.emulateMedia({ colorScheme: name === 'wide' ? 'light' : 'dark' });
        await staff.page.screenshot({ path: join(PICTURES, `${picture}-${name}.png`), fullPage: true });
      }
      await staff.page.setViewportSize({ width: 1_280, height: 900 });
    }
    expect(await faultsOfPage(staff.page)).toEqual([]);
    expect(staff.faults).toEqual([]);
  }

  it(
    'show the processes and PostgreSQL, and a gap as a gap',
    async () => {
      const { page } = staff;
      const processes = page.getByRole('table', { name: /^Processes/ });
      await processes.getByText('API', { exact: true }).first().waitFor();
      await processes.getByText('Up', { exact: true }).nth(1).waitFor();
      await page.getByText('Migrations').waitFor();
      const lag = page.locator('ov-line-chart').nth(2);
      await lag.locator('.ov-line-gap').first().waitFor({ state: 'attached' });
      const plot = lag.getByRole('group');
      await tabTo(page, plot);
      await page.keyboard.press('Home');
      await lag.locator('.ov-readout b').filter({ hasText: /ms$/ }).waitFor();
      await lag.getByRole('button').click();
      await lag.getByRole('cell', { name: 'Nothing was recorded' }).nth(11).waitFor();
      await page.getByRole('link', { name: '24 hours' }).click();
      await page.waitForURL(/range=24h/);
      await expectSound('health');
    },
    STEP_MS,
  );

  it(
    'show the routes, sorted as the address says, and one of them over time',
    async () => {
      const { page } = staff;
      await open('Endpoints', 'Endpoint performance');
      const rows = page.locator('oc-endpoint-table tbody tr');
      await rows.first().waitFor();
      expect(await rows.first().textContent()).toContain(ROUTE);
      await page.getByRole('button', { name: '5xx' }).click();
      await page.waitForURL(/sort=failed/);
      await page.getByRole('button', { name: '5xx' }).click();
      await page.waitForURL(/sort=-failed/);
      await rows.first().getByText('/api/conversations').waitFor();
      await rows.filter({ hasText: ROUTE }).getByRole('link').press('Enter');
      await page.waitForURL(/route=GET/);
      await page.getByRole('heading', { name: `GET ${ROUTE}`, level: 2 }).waitFor();
      await page.getByRole('group', { name: new RegExp(`Time to answer: GET ${ROUTE}`) }).waitFor();
      await expectSound('endpoints');
      await page.getByRole('button', { name: 'Show all routes' }).click();
      await page.getByRole('heading', { name: 'All routes', level: 2 }).waitFor();
    },
    STEP_MS,
  );

  it(
    'show statements of both sources',
    async () => {
      const { page } = staff;
      await platform.owner.query('create extension if not exists pg_stat_statements');
      await open('Queries', 'Database queries');
      await page.getByText('No statement was recorded in this time').or(page.locator('.oc-statement').first()).first().waitFor();
      await page.getByRole('link', { name: 'pg_stat_statements' }).click();
      await page.waitForURL(/source=server/);
      await page.locator('.oc-statement').first().waitFor();
      await page.locator('.oc-statement summary').first().click();
      await page.locator('.oc-statement[open] .ov-code').first().waitFor();
      await expectSound('queries');
    },
    STEP_MS,
  );

  it(
    'show grouped errors and refusals, and that nothing is upgraded',
    async () => {
      const { page } = staff;
      await open('Errors', 'Errors');
      await page.getByText('duplicate key value violates unique constraint').waitFor();
      await page.getByText('0198c1a2-7d3e-7abc-8def-0123456789ab').waitFor();
      await page.keyboard.press('.');
      await page.getByRole('button', { name: 'Count', exact: true }).click();
      await page.waitForURL(/sort=count/);
      await expectSound('errors');
      await open('WebSockets', 'WebSockets');
      await page.getByText('Nothing of the product opens a WebSocket yet.').waitFor();
      await page.getByRole('table', { name: /^API processes/ }).waitFor();
      await expectSound('websockets');
    },
    STEP_MS,
  );

  it(
    'show the connections of another process, by its own word',
    async () => {
      const { page } = staff;
      await platform.owner.query(SOCKETS, [newId()]);
      await page.keyboard.press('.');
      const open = page.getByRole('table', { name: /^Open/ }).getByRole('row');
      await open.nth(2).waitFor();
      expect(await open.nth(1).innerText()).toMatch(/\/api\/widget\/stream\s+websocket[^]*other-host/);
      await page.getByText('1 connection is not listed.').waitFor();
      await expectSound('websockets-open');
    },
    STEP_MS,
  );
});
