import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplication, type Type } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { type Session } from '@orbisvoice/shared-dto';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { configureApp, httpAdapter } from '../../src/configure-app.js';
import { StripeHandOver } from '../../src/modules/billing/index.js';
import { WebhookHandOver } from '../../src/modules/webhooks/index.js';
import { OneTimeLinks } from '../../src/modules/auth/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { OutboxRelay } from '../../src/platform/events/outbox-relay.js';
import { JobQueue } from '../../src/platform/queues/job-queue.js';
import { QUEUE_DRIVER } from '../../src/platform/queues/queues.module.js';
import { SynchronousJobQueue } from '../../src/platform/queues/synchronous-job-queue.js';
import { type TestDatabase, workerDatabase } from './postgres.js';
import { redisUrl } from './redis.js';

/** What a test may change of the environment. */
export interface TestAppOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** A database of its own, for totals over all tenants. */
  readonly database?: TestDatabase;
  /** Where to listen, for addresses that have to be known before; any free port otherwise. */
  readonly port?: number;
}

/** An answer, parsed when it is JSON. */
export interface TestAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** What a request carries. */
export interface TestRequest {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A tenant with its owner, signed in. */
export interface TestOwner {
  readonly email: string;
  readonly password: string;
  readonly session: Session;
  readonly token: string;
  readonly tenantId: string;
  /** The refresh cookie, ready for a `cookie` header. */
  readonly cookie: string;
}

const PASSWORD = 'correct horse battery staple';
let people = 0;

/** The whole API on real PostgreSQL and a real port; jobs wait until `settle()` runs them. */
export class TestApp {
  readonly owner: pg.Pool;

  constructor(
    private readonly app: INestApplication,
    readonly url: string,
    readonly database: TestDatabase,
  ) {
    this.owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  }

  get<T>(token: Type<T> | (abstract new (...parameters: never[]) => T)): T {
    return this.app.get<T>(token, { strict: false });
  }

  /** One HTTP request; `path` begins behind `/api`. */
  async request<T = unknown>(method: string, path: string, { token, body, headers }: TestRequest = {}): Promise<TestAnswer<T>> {
    const isText = typeof body === 'string';
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-orbis-client': 'portal',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await textOf(response);
    const isJson = /[/+]json(;|$)/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (isJson && text ? JSON.parse(text) : text) as T };
  }

  /** A new tenant through the front door: sign-up, the link of the mail, signed in. */
  async signUp(over: { email?: string; company?: string; referralCode?: string } = {}): Promise<TestOwner> {
    const email = over.email ?? `owner-${process.pid}-${performance.now().toFixed(3)}-${people++}@test.example`;
    const company = over.company ?? `Company ${people}`;
    const body = { email, password: PASSWORD, name: 'Test Owner', company, ...(over.referralCode && { referralCode: over.referralCode }) };
    const accepted = await this.request('POST', '/auth/signup', { body });
    if (accepted.status !== 202) throw new Error(`sign-up answered ${accepted.status}: ${JSON.stringify(accepted.body)}`);
    const { rows } = await this.owner.query<{ id: string; tenant_id: string }>('select id, tenant_id from users where email = $1', [email]);
    const [user] = rows;
    if (!user) throw new Error(`no user ${email} after sign-up`);
    const secret = await this.get(OneTimeLinks).mint(tenantIdOf(user.tenant_id), user.id, 'verify_email');
    const verified = await this.request<Session>('POST', '/auth/verify-email', { body: { token: secret } });
    if (verified.status !== 200) throw new Error(`verification answered ${verified.status}: ${JSON.stringify(verified.body)}`);
    return {
      email,
      password: PASSWORD,
      session: verified.body,
      token: verified.body.accessToken,
      tenantId: user.tenant_id,
      cookie: cookieOf(verified.headers),
    };
  }

  /** Relays events and runs jobs until nothing is left to do. */
  async settle(): Promise<void> {
    const queue = this.get(JobQueue);
    if (!(queue instanceof SynchronousJobQueue)) throw new Error('settle() needs the synchronous queue');
    const relay = this.get(OutboxRelay);
    const handOvers = [this.get(StripeHandOver), this.get(WebhookHandOver)];
    for (let round = 0; round < 20; round++) {
      await relay.flush();
      for (const handOver of handOvers) await handOver.flush();
      if ((await queue.drain()) === 0) return;
    }
    throw new Error('events and jobs keep producing more');
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.app.close();
    await rm(exportDirOf(this.database), { recursive: true, force: true });
  }
}

/** The body; a stream of events has no end, and is left. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  await response.body?.cancel();
  return '';
}

/** `name=value` of the refresh cookie an answer set. */
export function cookieOf(headers: Headers): string {
  return (headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

/** Where the tests on a database keep files. */
const exportDirOf = ({ appUrl }: TestDatabase): string => join(tmpdir(), 'orbis-test-files', new URL(appUrl).pathname.slice(1));

/** Environment of a test process: every setting, nothing from the developer's shell. */
export function testEnvironment(database: TestDatabase): Record<string, string> {
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_APP_URL: database.appUrl,
    DATABASE_PLATFORM_URL: database.platformUrl,
    DATABASE_POOL_SIZE: '8',
    AUTH_TOKEN_SECRET: 'a secret of the test suite, long enough',
    DATA_SECRET: 'the data secret of the suite, long enough',
    STRIPE_SECRET_KEY: 'sk_test_suite',
    STRIPE_WEBHOOK_SECRET: 'whsec_suite_first,whsec_suite_second',
    STRIPE_API_URL: 'http://127.0.0.1:9',
    EMAIL_SMTP_URL: 'smtp://127.0.0.1:9',
    ...(redisUrl() && { REDIS_URL: redisUrl() }),
    EXPORT_DIR: exportDirOf(database),
    RATE_LIMIT_PER_MINUTE: '100000',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
  };
}

/** Starts the API for a test file; close it in `afterAll`. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await workerDatabase());
  const settings = readSettings({ ...testEnvironment(database), ...options.environment });
  const testing = await Test.createTestingModule({ imports: [AppModule.forRoot(settings)] })
    .overrideProvider(QUEUE_DRIVER)
    .useValue('synchronous')
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(httpAdapter(settings), { logger: false });
  await configureApp(app);
  await app.listen(options.port ?? 0, '127.0.0.1');
  const started = new TestApp(app, await app.getUrl(), database);
  if (!options.database) await dropLeftovers(started.owner);
  return started;
}

/** What earlier suites left undone in this worker's database: its Stripe and its mail server are gone, and its work would be ours. */
async function dropLeftovers(owner: pg.Pool): Promise<void> {
  await owner.query(`update stripe_events set status = 'ignored' where status = 'received'`);
  await owner.query('update outbox_events set dispatched_at = now() where dispatched_at is null');
  await owner.query(`delete from webhook_deliveries where status = 'pending'`);
  await owner.query(`update email_messages set status = 'suppressed', next_attempt_at = null where status in ('queued', 'sending')`);
}
