import { type DynamicModule, Module } from '@nestjs/common';
import { EXPECTED_MIGRATIONS } from '../../platform/health/expected-migrations.js';
import { SystemHealthController } from './http/system-health.controller.js';
import { PurgeSystemHistory } from './jobs/purge-system-history.job.js';
import { AllTenantsHistoryRepository } from './persistence/all-tenants-history.repository.js';
import { AllTenantsPostgresFactsRepository } from './persistence/all-tenants-postgres-facts.repository.js';
import { AllTenantsProcessRepository } from './persistence/all-tenants-process.repository.js';
import { PostgresHealth } from './services/postgres-health.service.js';
import { SystemHealthService } from './services/system-health.service.js';
import { SystemHistory } from './services/system-history.js';

/** How the platform runs: what staff read of it, in every process. Who writes it down is `SystemRecorderModule`. */
@Module({
  controllers: [SystemHealthController],
  providers: [
    AllTenantsHistoryRepository,
    AllTenantsPostgresFactsRepository,
    AllTenantsProcessRepository,
    PostgresHealth,
    PurgeSystemHistory,
    SystemHealthService,
    SystemHistory,
  ],
  exports: [SystemHistory],
})
export class SystemModule {
  /** @param migrations names of the migrations the database should have */
  static forRoot(migrations: readonly string[]): DynamicModule {
    return { module: SystemModule, providers: [{ provide: EXPECTED_MIGRATIONS, useValue: migrations }] };
  }
}
