import {
  Body,
  Controller,
  type DynamicModule,
  Get,
  Injectable,
  Module,
  type ModuleMetadata,
  Param,
  Post,
  type Provider,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import * as z from 'zod';
import { configureApp, httpAdapter } from '../../src/configure-app.js';
import { AccessGuard } from '../../src/platform/access/access.guard.js';
import { AccessModule } from '../../src/platform/access/access.module.js';
import { type Actor, type Origin } from '../../src/platform/access/actor.js';
import { type Authenticator, AuthenticatorRegistry } from '../../src/platform/access/authenticator.js';
import { tenantIdOf, type TenantId } from '../../src/platform/access/tenant-id.js';
import { CacheModule } from '../../src/platform/cache/cache.module.js';
import { ClockModule } from '../../src/platform/clock/clock.module.js';
import { ConfigModule } from '../../src/platform/config/config.module.js';
import { readSettings, type Settings } from '../../src/platform/config/settings.js';
import { CryptoModule } from '../../src/platform/crypto/crypto.module.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { newId } from '../../src/platform/database/ids.js';
import { ErrorReportsModule } from '../../src/platform/errors/error-reports.module.js';
import { EventsModule } from '../../src/platform/events/events.module.js';
import { MIGRATION_NAMES } from '../../src/migrations/index.js';
import { HealthModule } from '../../src/platform/health/health.module.js';
import { ApiEndpoint } from '../../src/platform/http/api-endpoint.js';
import { HttpModule } from '../../src/platform/http/http.module.js';
import { IdempotencyModule } from '../../src/platform/http/idempotency.module.js';
import { HttpMetricsModule } from '../../src/platform/metrics/http-metrics.module.js';
import { MetricsModule } from '../../src/platform/metrics/metrics.module.js';
import { QUEUE_DRIVER, QueuesModule } from '../../src/platform/queues/queues.module.js';
import { RateLimit } from '../../src/platform/rate-limit/rate-limit.decorator.js';
import { RateLimitGuard } from '../../src/platform/rate-limit/rate-limit.guard.js';
import { RateLimitModule } from '../../src/platform/rate-limit/rate-limit.module.js';
import { SignalsModule } from '../../src/platform/signals/signals.module.js';
import { ReportsModule } from '../../src/platform/reports/reports.module.js';
import { ShutdownModule } from '../../src/platform/shutdown/shutdown.module.js';
import { WebModule } from '../../src/platform/web/web.module.js';
import { type TestDatabase, workerDatabase } from '../harness/postgres.js';

const Note = z.strictObject({ text: z.string().max(100), fail: z.boolean().optional() }).meta({ id: 'TestNote' });
type Note = z.infer<typeof Note>;
const Noted = z.object({ id: z.string(), text: z.string(), calls: z.int() }).meta({ id: 'TestNoted' });
type Noted = z.infer<typeof Noted>;

/** Lets a test hold a handler while it sends the same request again. */
@Injectable()
export class Gate {
  calls = 0;
  opened: Promise<void> = Promise.resolve();
}

@Controller('notes')
class NotesController {
  constructor(private readonly gate: Gate) {}

  @Post()
  @ApiEndpoint({ allow: 'agents.manage', ok: Noted, status: 201, idempotent: true, summary: 'test' })
  async create(@Body({ schema: Note }) note: Note): Promise<Noted> {
    const calls = ++this.gate.calls;
    await this.gate.opened;
    if (note.fail) throw new Error('the handler failed');
    return { id: newId(), text: note.text, calls };
  }

  @Post('signin')
  @ApiEndpoint({ public: true, ok: null, summary: 'test' })
  @RateLimit({ name: 'signin', perMinute: 2, by: 'account' })
  signIn(): void {
    return;
  }

  @Get(':id')
  @ApiEndpoint({ allow: 'agents.read', ok: Noted, summary: 'test' })
  get(@Param('id') id: string): Noted {
    return { id, text: '', calls: this.gate.calls };
  }
}

/** `test <tenant>` is a member of that tenant who may work on agents. */
@Injectable()
class TestAuthenticator implements Authenticator {
  constructor(registry: AuthenticatorRegistry) {
    registry.register(this);
  }

  accepts(token: string): boolean {
    return token.startsWith('test-');
  }

  async authenticate(token: string, origin: Origin): Promise<Actor | null> {
    return {
      kind: 'api_key',
      tenantId: tenantIdOf(token.slice('test-'.length)),
      userId: null,
      apiKeyId: null,
      sessionId: null,
      name: 'test',
      permissions: new Set(['agents.read', 'agents.manage'] as const),
      isStaff: false,
      impersonatorId: null,
      origin,
    };
  }
}

@Module({})
class PlatformTestModule {
  static with(settings: Settings, extra: ModuleMetadata): DynamicModule {
    return {
      module: PlatformTestModule,
      imports: [
        ConfigModule.forRoot(settings),
        ClockModule,
        ShutdownModule,
        DatabaseModule.forRoot(),
        CacheModule,
        QueuesModule,
        EventsModule,
        ErrorReportsModule,
        MetricsModule,
        ReportsModule,
        CryptoModule,
        AccessModule,
        HttpModule,
        IdempotencyModule,
        RateLimitModule,
        SignalsModule,
        HttpMetricsModule,
        HealthModule.forRoot(MIGRATION_NAMES),
        WebModule,
        ...(extra.imports ?? []),
      ],
      controllers: [NotesController],
      providers: [
        Gate,
        TestAuthenticator,
        { provide: APP_GUARD, useExisting: RateLimitGuard },
        { provide: APP_GUARD, useExisting: AccessGuard },
        ...(extra.providers ?? []),
      ],
    };
  }
}

export interface PlatformOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly providers?: Provider[];
  readonly driver?: 'bullmq' | 'synchronous';
}

/** The platform without a module of the product, on real PostgreSQL and a real port. */
export interface PlatformApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly database: TestDatabase;
  readonly owner: pg.Pool;
  tenant(): Promise<TenantId>;
  close(): Promise<void>;
}

export async function startPlatform(options: PlatformOptions = {}): Promise<PlatformApp> {
  const database = await workerDatabase();
  const settings = readSettings({
    PORT: '0',
    DATABASE_APP_URL: database.appUrl,
    DATABASE_PLATFORM_URL: database.platformUrl,
    AUTH_TOKEN_SECRET: 'a secret of the test suite, long enough',
    DATA_SECRET: 'the data secret of the suite, long enough',
    STRIPE_SECRET_KEY: 'sk_test_suite',
    STRIPE_WEBHOOK_SECRET: 'whsec_suite',
    EMAIL_SMTP_URL: 'smtp://127.0.0.1:9',
    LOG_LEVEL: 'silent',
    ...options.environment,
  });
  const testing = await Test.createTestingModule({
    imports: [PlatformTestModule.with(settings, { imports: options.imports ?? [], providers: options.providers ?? [] })],
  })
    .overrideProvider(QUEUE_DRIVER)
    .useValue(options.driver ?? 'synchronous')
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(httpAdapter(settings), { logger: false });
  await configureApp(app);
  await app.listen(0, '127.0.0.1');
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  return {
    app,
    url: await app.getUrl(),
    database,
    owner,
    tenant: () => insertTenant(owner),
    close: async () => {
      await app.close();
      await owner.end();
    },
  };
}

async function insertTenant(owner: pg.Pool): Promise<TenantId> {
  const id = newId();
  await owner.query(
    `insert into tenants (id, name, slug, billing_email, referral_code, created_at, updated_at) values ($1, 'T', $2, 't@test.example', $2, now(), now())`,
    [id, `t-${id}`],
  );
  return tenantIdOf(id);
}
