import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MIGRATION_NAMES } from './migrations/index.js';
import { AdminModule } from './modules/admin/index.js';
import { AgentsModule } from './modules/agents/index.js';
import { AlertsModule } from './modules/alerts/index.js';
import { AnalyticsModule } from './modules/analytics/index.js';
import { ApiKeysModule } from './modules/api-keys/index.js';
import { AuditModule } from './modules/audit/index.js';
import { AuthModule } from './modules/auth/index.js';
import { BillingModule } from './modules/billing/index.js';
import { ConversationsModule } from './modules/conversations/index.js';
import { EmailModule } from './modules/email/index.js';
import { ExportsModule } from './modules/exports/index.js';
import { ReferralsModule } from './modules/referrals/index.js';
import { TenantReportsModule } from './modules/reports/index.js';
import { SystemModule, SystemRecorderModule } from './modules/system/index.js';
import { TenantsModule } from './modules/tenants/index.js';
import { WebhooksModule } from './modules/webhooks/index.js';
import { WidgetModule } from './modules/widget/index.js';
import { AccessGuard } from './platform/access/access.guard.js';
import { AccessModule } from './platform/access/access.module.js';
import { CacheModule } from './platform/cache/cache.module.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import { type Settings } from './platform/config/settings.js';
import { CryptoModule } from './platform/crypto/crypto.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { ErrorAudit } from './platform/errors/error-audit.js';
import { ErrorReportsModule } from './platform/errors/error-reports.module.js';
import { EventsModule } from './platform/events/events.module.js';
import { HealthFiguresModule } from './platform/health/health-figures.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { IdempotencyModule } from './platform/http/idempotency.module.js';
import { HttpMetricsModule } from './platform/metrics/http-metrics.module.js';
import { MetricsModule } from './platform/metrics/metrics.module.js';
import { QueuesModule } from './platform/queues/queues.module.js';
import { RateLimitGuard } from './platform/rate-limit/rate-limit.guard.js';
import { RateLimitModule } from './platform/rate-limit/rate-limit.module.js';
import { ReportsModule } from './platform/reports/reports.module.js';
import { ShutdownModule } from './platform/shutdown/shutdown.module.js';
import { SignalsModule } from './platform/signals/signals.module.js';
import { StorageModule } from './platform/storage/storage.module.js';
import { WebModule } from './platform/web/web.module.js';

/** What every process needs, API and workers alike: they load the same modules, so a job and its enqueuer cannot disagree. */
export const applicationImports = (settings: Settings): NonNullable<ModuleMetadata['imports']> => [
  ConfigModule.forRoot(settings),
  ClockModule,
  ShutdownModule,
  DatabaseModule.forRoot(),
  CacheModule,
  QueuesModule,
  EventsModule,
  ErrorReportsModule,
  MetricsModule,
  HealthFiguresModule,
  ReportsModule,
  StorageModule,
  CryptoModule,
  AccessModule,
  SignalsModule,
  HttpModule,
  IdempotencyModule,
  TenantsModule,
  AuditModule,
  AuthModule,
  BillingModule,
  ApiKeysModule,
  AgentsModule,
  ConversationsModule,
  ReferralsModule,
  WidgetModule,
  AlertsModule,
  AnalyticsModule,
  ExportsModule,
  TenantReportsModule,
  WebhooksModule,
  EmailModule,
  SystemModule.forRoot(MIGRATION_NAMES),
  AdminModule,
];

/** The API: every module, the two applications, health and docs. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...applicationImports(settings),
        RateLimitModule,
        HttpMetricsModule,
        HealthModule.forRoot(MIGRATION_NAMES),
        WebModule,
        SystemRecorderModule.forProcess('api'),
      ],
      providers: [
        ErrorAudit,
        // In this order: a flood is turned away before anything is looked up for it.
        { provide: APP_GUARD, useExisting: RateLimitGuard },
        { provide: APP_GUARD, useExisting: AccessGuard },
      ],
    };
  }
}
