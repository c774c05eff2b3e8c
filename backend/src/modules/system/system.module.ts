import { type DynamicModule, Module } from '@nestjs/common';
import { EXPECTED_MIGRATIONS } from '../../platform/health/expected-migrations.js';
import { SystemController } from './http/system.controller.js';
import { PurgeSystemHistory } from './jobs/purge-system-history.job.js';
import { AllTenantsErrorRepository } from './persistence/all-tenants-error.repository.js';
import { AllTenantsHistoryRepository } from './persistence/all-tenants-history.repository.js';
import { AllTenantsPostgresFactsRepository } from './persistence/all-tenants-postgres-facts.repository.js';
import { AllTenantsProcessRepository } from './persistence/all-tenants-process.repository.js';
import { AllTenantsStatementRepository } from './persistence/all-tenants-statement.repository.js';
import { EndpointDesk } from './services/endpoint-desk.service.js';
import { ErrorDesk } from './services/error-desk.service.js';
import { PostgresHealth } from './services/postgres-health.service.js';
import { SocketDesk } from './services/socket-desk.service.js';
import { StatementDesk } from './services/statement-desk.service.js';
import { SystemHealthService } from './services/system-health.service.js';
import { SystemHistory } from './services/system-history.js';
import { SystemQueuesModule } from './system-queues.module.js';

/** How the platform runs: what staff read of it, in every process. Who writes it down is `SystemRecorderModule`. */
@Module({
  imports: [SystemQueuesModule],
  controllers: [SystemController],
  providers: [
    AllTenantsErrorRepository,
    AllTenantsHistoryRepository,
    AllTenantsPostgresFactsRepository,
    AllTenantsProcessRepository,
    AllTenantsStatementRepository,
    EndpointDesk,
    ErrorDesk,
    PostgresHealth,
    PurgeSystemHistory,
    SocketDesk,
    StatementDesk,
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
