import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type StaffThings, staffThings } from '../access/staff-things.js';
import { tenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { filled, pagesOf, type Parameter } from './app-routes.js';
import { launchChromium, watchedPage } from './chromium.js';
import { StateWalk } from './page-states.js';

const APPS = join(__dirname, '../../../dist');
const WAIT_MS = 30_000;
const STEP_MS = 180_000;

const PARAMETERS: readonly Parameter<StaffThings>[] = [
  [/^\/alerts\/:id/, ({ alertId }) => alertId],
  [/^\/billing\/events\/:id/, ({ stripeEventId }) => stripeEventId],
  [/^\/billing\/reconciliation\/:id/, ({ reconciliationId }) => reconciliationId],
  [/^\/emails\/log\/:id/, ({ emailId }) => emailId],
  [/^\/emails\/templates\/:name/, () => 'welcome'],
  [/^\/system\/queues\/:queue/, () => 'maintenance'],
  [/^\/system\/queues\/\w+\/jobs\/:id/, () => 'no-such-job'],
  [/^\/tenants\/bulk\/:id/, ({ bulkId }) => bulkId],
  [/^\/tenants\/:id/, ({ tenantId }) => tenantId],
  [/^\/users\/:id/, ({ userId }) => userId],
];

/** What an address needs besides its path: a page of rows says of what it is. */
const QUERIES: Readonly<Record<string, string>> = { '/billing/revenue/rows': '?month=2026-01' };

describe('every page of the console while its API is slow, broken or closed', () => {
  let app: TestApp;
  let browser: Browser;
  let things: StaffThings;
  let walk: StateWalk;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'admin-console/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    app = await startTestApp({ environment: { APPS_DIR: APPS }, database: await freshDatabase() });
    const [customer, staff] = [await tenantWorld(app), await tenantWorld(app)];
    await app.owner.query('update users set is_admin = true where id = $1', [staff.owner.session.me.id]);
    things = await staffThings(app.owner, { customer, staff });
    browser = await launchChromium();
    const watched = await watchedPage(browser);
    watched.page.setDefaultTimeout(WAIT_MS);
    await watched.page.goto(`${app.url}/admin/`);
    await watched.page.getByLabel('E-mail address').fill(staff.owner.email);
    await watched.page.getByLabel('Password').fill(staff.owner.password);
    await watched.page.getByLabel('Password').press('Enter');
    await watched.page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    walk = await StateWalk.begin(watched, { base: '/admin', staged: /\/api\/admin\// });
  }, STEP_MS);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each(pagesOf('admin-console'))(
    '%s',
    async (path) => expect(await walk.faultsOf(`${filled(path, PARAMETERS, things)}${QUERIES[path] ?? ''}`)).toEqual([]),
    STEP_MS,
  );
});
