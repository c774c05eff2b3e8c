import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationAnalytics, Figure, Session } from '@orbisvoice/shared-dto';
import { METRICS, metricText, type MetricKey } from '@orbisvoice/shared-dto/values';
import type { Browser, Page } from 'playwright-core';
import { type TestPlatform, startTestPlatform } from '../harness/platform.js';
import { eventually } from '../harness/wait.js';
import { COUNTED_BY_HAND, insertFullWeek, lastWeek } from '../analytics/full-week.js';
import { insertFiveWeeks } from './analytics-rows.js';
import { figure, openBusyHour, openLastBar } from './chart-walks.js';
import { launchChromium, type WatchedPage, watchedPage } from './chromium.js';
import { faultsOfPage, tabTo } from './page-checks.js';

const APPS = join(__dirname, '../../../dist');
const EMAIL = 'grace@reports.example';
const PASSWORD = 'a long sentence nobody guesses';
const WAIT_MS = 30_000;
const STEP_MS = 180_000;

/** The reports of a workspace, read in a browser: real rows, real roll-ups, real answers. */
describe('analytics, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let owner: WatchedPage;
  let token = '';
  const agentIds: string[] = [];

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'customer-portal/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    platform = await startTestPlatform({ appsDir: APPS });
    const session = await signUp();
    token = session.accessToken;
    for (const name of ['Reception', 'Night porter']) {
      const body = { name, systemPrompt: 'You answer the phone.', voiceId: 'kore', greeting: 'Hello!' };
      agentIds.push((await api<{ id: string }>('POST', '/agents', body)).id);
    }
    await platform.owner.query(`update tenants set time_zone = 'Europe/Berlin' where id = $1`, [session.me.tenant.id]);
    browser = await launchChromium();
    owner = await watchedPage(browser);
    owner.page.setDefaultTimeout(WAIT_MS);
    await logIn(owner.page);
  }, STEP_MS);

  afterAll(async () => {
    await browser.close();
    await platform.close();
  });

  async function api<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { 'content-type': 'application/json', 'x-orbis-client': 'portal', ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${platform.url}/api${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function signUp(): Promise<Session> {
    await api('POST', '/auth/signup', { email: EMAIL, password: PASSWORD, name: 'Grace Hopper', company: 'Reports Ltd' });
    const { text } = await platform.inbox.waitFor(({ template, to }) => template === 'verify-email' && to.includes(EMAIL), WAIT_MS);
    const [, code = ''] = /verify-email\?token=([\w-]+)/.exec(text) ?? [];
    return api<Session>('POST', '/auth/verify-email', { token: code });
  }

  async function logIn(page: Page): Promise<void> {
    await page.goto(`${platform.url}/log-in`);
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
  }

  const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Analytics' }).getByRole('link', { name, exact: true });
  const query = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

  async function expectSound(): Promise<void> {
    expect(await faultsOfPage(owner.page)).toEqual([]);
    expect(owner.faults).toEqual([]);
  }

  it(
    'shows the way to the first conversation while there is none',
    async () => {
      const { page } = owner;
      await page.getByRole('link', { name: 'Analytics', exact: true }).click();
      await page.getByRole('heading', { name: 'No conversations yet' }).waitFor();
      expect(await page.title()).toBe('Analytics · OrbisVoice');
      expect(await page.getByRole('link', { name: 'Embed an agent' }).getAttribute('href')).toBe('/agents');
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'shows the figures of the API, draws them, and reads them by keyboard and as tables',
    async () => {
      const { page } = owner;
      const me = await api<Session['me']>('GET', '/auth/me');
      await insertFiveWeeks(platform.owner, { tenantId: me.tenant.id, agentIds });
      const report = await eventually('the roll-up of five weeks', async () => {
        const now = await api<ConversationAnalytics>('GET', '/analytics/conversations');
        return (now.figures.conversations.previous ?? 0) > 0 && (now.figures.conversations.value ?? 0) > 400 ? now : null;
      });
      await page.reload();
      const count = (report.figures.conversations.value ?? 0).toLocaleString('en-US');
      await figure(page, 'Conversations').getByText(count, { exact: true }).waitFor();
      await page
        .getByText(/^As of/)
        .first()
        .waitFor();
      await expectSound();

      await tabTo(page, page.locator('ov-heat-map .ov-plot'));
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      await page.locator('ov-heat-map .ov-readout', { hasText: /^\s*Tuesday, 00:00–01:00: \d+/ }).waitFor();
      await page.keyboard.press('Tab');
      for (const button of await page.getByRole('button', { name: 'Show as table' }).all()) await button.click();
      await page.locator('ov-heat-map tbody td').last().waitFor();
      expect(await page.locator('ov-heat-map tbody td').count()).toBe(168);
      const cells = await page.locator('ov-stacked-chart tbody tr td:last-child').allTextContents();
      expect(cells.reduce((sum, cell) => sum + Number(cell.replaceAll(',', '')), 0)).toBe(report.figures.conversations.value);
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'explains a figure on hover and by key, and leads to its rows',
    async () => {
      const { page } = owner;
      const info = page.getByRole('button', { name: 'About “Success rate”' });
      const panel = page.locator('.ov-info-panel:visible');
      await info.hover();
      await panel.getByText('Successful conversations out of those with a known outcome').waitFor();
      await page.mouse.move(0, 0);
      await panel.waitFor({ state: 'hidden' });
      await info.focus();
      await page.keyboard.press('Enter');
      await panel.getByText('Europe/Berlin').first().waitFor();
      await expectSound();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'hidden' });

      await page
        .getByRole('link', { name: /^Show the [\d,]+ conversations of unknown outcome$/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Conversations', level: 1 }).waitFor();
      expect(query(page).get('outcome')).toBe('unknown');
      await page.locator('tbody tr', { hasText: 'Unknown' }).first().waitFor();
      await page.goBack();
    },
    STEP_MS,
  );

  it(
    'leads from a cell of the week, by key, to as many conversations as it counts, and from a bar by pointer',
    async () => {
      const { page } = owner;
      await openBusyHour(page);
      await expectSound();
      await page.getByRole('link', { name: 'Back to the report' }).click();
      await openLastBar(page);
      await page.goBack();
      await page.locator('ov-heat-map').waitFor();
    },
    STEP_MS,
  );

  it(
    'keeps range, comparison and filters in the address, from tab to tab and over a reload',
    async () => {
      const { page } = owner;
      await page.getByLabel('Range', { exact: true }).selectOption('Last 7 days');
      await page.getByLabel('Channel', { exact: true }).selectOption('Phone');
      await page.getByRole('switch', { name: 'Compare' }).click();
      await page.getByLabel('Interval', { exact: true }).selectOption('Hour');
      await page.waitForURL((url) => url.searchParams.get('interval') === 'hour');
      expect(Object.fromEntries(query(page))).toEqual({ range: '7d', channel: 'phone', compare: 'none', interval: 'hour' });
      await page.reload();
      await page.locator('ov-stacked-chart').waitFor();
      expect(await page.getByLabel('Channel', { exact: true }).inputValue()).toBe('phone');
      expect(await page.getByText('compared with').count()).toBe(0);
      // hours of three months would be too many points: the choice gives way, and says why it cannot be made again
      await page.getByLabel('Range', { exact: true }).selectOption('Last 90 days');
      await page.waitForURL((url) => !url.searchParams.has('interval'));
      expect(await page.locator('option[value="hour"]').isDisabled()).toBe(true);
      await tab(page, 'Agents').click();
      await page.getByRole('heading', { name: 'Agents side by side' }).waitFor();
      expect(query(page).get('range')).toBe('90d');
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.waitForURL((url) => url.search === '');
    },
    STEP_MS,
  );

  it(
    'says at its field what the API does not take',
    async () => {
      const { page } = owner;
      await page.getByLabel('Range', { exact: true }).selectOption('Custom days');
      await page.getByLabel('To, included').fill('2020-01-01');
      await page.getByText('Nothing is shown').waitFor();
      expect(await page.locator('[aria-invalid="true"]').count()).toBe(1);
      expect(await page.locator('.range-bar .ov-field-error').count()).toBe(1);
      // the browser itself writes every refusal of a request into its log
      owner.faults.splice(0, owner.faults.length, ...owner.faults.filter((fault) => !fault.includes('status of 400')));
      await expectSound();
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.getByRole('heading', { name: 'Agents side by side' }).waitFor();
    },
    STEP_MS,
  );

  it(
    'compares agents, sorts them in the address, and leads from each to its conversations',
    async () => {
      const { page } = owner;
      const names = page.locator('ov-chart-card', { hasText: 'Agents side by side' }).locator('.ov-row-link');
      await page.getByRole('button', { name: 'Agent', exact: true }).click();
      await page.waitForURL((url) => url.searchParams.get('sort') === 'agentName');
      expect((await names.allTextContents()).map((name) => name.trim())).toEqual(['Night porter', 'Reception']);
      await page.locator('code', { hasText: 'find_slot' }).first().waitFor();
      await page.getByText('The calendar is closed.').first().waitFor();
      await expectSound();
      await names.first().click();
      await page.getByRole('heading', { name: 'Conversations over time' }).waitFor();
      expect(query(page).get('agentId')).toMatch(/^[0-9a-f-]{36}$/);
      await page.getByRole('button', { name: 'Reset' }).click();
    },
    STEP_MS,
  );

  it(
    'shows who came and how far, and what the link brought',
    async () => {
      const { page } = owner;
      await tab(page, 'Engagement').click();
      await page.locator('ov-bar-list', { hasText: 'Germany' }).waitFor();
      await page.locator('ov-donut-chart', { hasText: 'Mobile' }).waitFor();
      await page.getByLabel('How steps are read').selectOption('One after the other');
      await page.waitForURL((url) => url.searchParams.get('funnel') === 'strict');
      await expectSound();
      await tab(page, 'Referrals').click();
      await page.getByRole('link', { name: 'Your link' }).waitFor();
      await expectSound();
    },
    STEP_MS,
  );

  it(
    'says on each page what the API says, figure by figure, of the week that file, PDF and mail are held against',
    async () => {
      const { page } = owner;
      const me = await api<Session['me']>('GET', '/auth/me');
      const [first = '', second = ''] = agentIds;
      const week = lastWeek();
      const { from, to } = week;
      await platform.owner.query('delete from conversations where tenant_id = $1', [me.tenant.id]);
      await insertFullWeek(platform.owner, { week, tenantId: me.tenant.id, agentIds: [first, second] });
      const last = new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
      const said = new Map<string, string>();
      for (const report of ['conversations', 'agents', 'engagement', 'referrals'] as const) {
        const answer = await api<{ figures: Record<MetricKey, Figure> }>('GET', `/analytics/${report}?from=${from}&to=${to}`);
        await page.goto(`${platform.url}/analytics${report === 'conversations' ? '' : `/${report}`}?range=custom&from=${from}&to=${last}`);
        await page.locator('.figures > li').first().waitFor();
        const names = (await page.locator('.figures .figure-name > span').allTextContents()).map((name) => name.trim());
        const texts = (await page.locator('.figures .ov-stat-value').allTextContents()).map((text) => text.trim());
        const shown = names.map((name, index) => [name, texts[index]]);
        // a page leaves none of its figures out
        const expected = (Object.entries(answer.figures) as [MetricKey, Figure][]).map(([key, { value }]) => [
          METRICS[key].label,
          metricText(value, METRICS[key].unit),
        ]);
        expect(shown.toSorted()).toEqual(expected.toSorted());
        for (const [name = '', text = ''] of shown) said.set(name, text);
      }
      for (const [key, count] of Object.entries(COUNTED_BY_HAND))
        expect([key, said.get(METRICS[key as MetricKey].label)]).toEqual([key, String(count)]);
    },
    STEP_MS,
  );

  it(
    'keeps what it has when it cannot be read again, and says so; nothing at all is an error with another try',
    async () => {
      const { page } = owner;
      await page.goto(`${platform.url}/analytics`);
      await figure(page, 'Conversations').waitFor();
      await page.route('**/api/analytics/**', (route) => route.abort());
      await page.getByLabel('Channel', { exact: true }).selectOption('API');
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      await page.unroute('**/api/analytics/**');
      await page.getByRole('button', { name: 'Try again' }).click();
      await figure(page, 'Conversations').waitFor();
      expect(owner.faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
      owner.faults.length = 0;
    },
    STEP_MS,
  );
});
