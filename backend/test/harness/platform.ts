import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { type MailInbox, startMailInbox } from '../../sandbox/mail/index.js';
import { startStripeSandbox, type StripeSandbox } from '../../sandbox/stripe/server.js';
import { AppModule } from '../../src/app.module.js';
import { configureApp, httpAdapter } from '../../src/configure-app.js';
import { BillingCatalogue } from '../../src/modules/billing/index.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { WorkerModule } from '../../src/worker.module.js';
import { testEnvironment } from './app.js';
import { freePort } from './free-port.js';
import { freshDatabase, type TestDatabase } from './postgres.js';

const WEBHOOK_SECRET = 'whsec_journey';

/** The platform as it runs in production: API, workers on the real queue, SMTP, Stripe's protocol; nothing is replaced in the code. */
export interface TestPlatform {
  readonly url: string;
  readonly database: TestDatabase;
  readonly owner: pg.Pool;
  readonly stripe: StripeSandbox;
  readonly inbox: MailInbox;
  close(): Promise<void>;
}

/** Starts everything on free ports, on a database nobody else has touched. `appsDir` holds the built applications, for browser tests. */
export async function startTestPlatform(options: { appsDir?: string } = {}): Promise<TestPlatform> {
  const database = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'orbis-platform-'));
  const inbox = await startMailInbox({ smtpPort: 0, webPort: 0, dataDir: folder });
  const stripe = await startStripeSandbox({ port: 0 });
  const port = await freePort();
  const settings = readSettings({
    ...testEnvironment(database),
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    STRIPE_API_URL: stripe.url,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    EMAIL_SMTP_URL: inbox.smtpUrl,
    ...(options.appsDir && { APPS_DIR: options.appsDir }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(settings), httpAdapter(settings), {
    logger: ['error', 'fatal'],
  });
  await configureApp(app);
  await app.listen(port, '127.0.0.1');
  const worker: INestApplicationContext = await NestFactory.createApplicationContext(WorkerModule.forRoot(settings), {
    logger: ['error', 'fatal'],
  });
  await app.get(BillingCatalogue, { strict: false }).sync();
  stripe.setWebhook(`${settings.http.publicUrl}/api/webhooks/stripe`, WEBHOOK_SECRET);
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  return {
    url: settings.http.publicUrl,
    database,
    owner,
    stripe,
    inbox,
    close: async () => {
      await stripe.close();
      await worker.close();
      await app.close();
      await inbox.close();
      await owner.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
