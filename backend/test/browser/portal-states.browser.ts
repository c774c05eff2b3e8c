import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type TenantWorld, tenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { filled, pagesOf, type Parameter } from './app-routes.js';
import { launchChromium, watchedPage } from './chromium.js';
import { StateWalk } from './page-states.js';

const APPS = join(__dirname, '../../../dist');
const WAIT_MS = 30_000;
const STEP_MS = 180_000;

const PARAMETERS: readonly Parameter<TenantWorld>[] = [
  [/^\/agents\/:id/, ({ agent }) => agent.id],
  [/^\/billing\/invoices\/:id/, ({ invoiceId }) => invoiceId],
  [/^\/conversations\/:id/, ({ conversation }) => conversation.id],
  [/^\/exports\/:id/, ({ exportId }) => exportId],
  [/^\/webhooks\/:id/, ({ webhooks }) => webhooks.endpointId],
  [/^\/webhooks\/deliveries\/:id/, ({ webhooks }) => webhooks.deliveryId],
];
/** Forms that ask for nothing before they are sent. */
const WITHOUT_READS: readonly string[] = ['/agents/new'];
const PAGES = pagesOf('customer-portal').filter((path) => !WITHOUT_READS.includes(path));

describe('every page of the portal while its API is slow, broken or closed', () => {
  let app: TestApp;
  let browser: Browser;
  let world: TenantWorld;
  let walk: StateWalk;

  beforeAll(async () => {
    if (!existsSync(join(APPS, 'customer-portal/browser/index.html'))) throw new Error('dist is missing: run npm run build first');
    app = await startTestApp({ environment: { APPS_DIR: APPS }, database: await freshDatabase() });
    world = await tenantWorld(app);
    browser = await launchChromium();
    const watched = await watchedPage(browser);
    watched.page.setDefaultTimeout(WAIT_MS);
    await watched.page.goto(`${app.url}/log-in`);
    await watched.page.getByLabel('E-mail').fill(world.owner.email);
    await watched.page.getByLabel('Password', { exact: true }).fill(world.owner.password);
    await watched.page.keyboard.press('Enter');
    await watched.page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
    // who is signed in is known: that is what the frame of every page stands on
    walk = await StateWalk.begin(watched, { base: '', staged: /\/api\/(?!auth\/(me|refresh)$)/ });
  }, STEP_MS);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each(PAGES)('%s', async (path) => expect(await walk.faultsOf(filled(path, PARAMETERS, world))).toEqual([]), STEP_MS);
});
