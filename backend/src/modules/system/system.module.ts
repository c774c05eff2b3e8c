import { type DynamicModule, Module } from '@nestjs/common';
import { EXPECTED_MIGRATIONS } from '../../platform/health/expected-migrations.js';
import { SystemController } from './http/system.controller.js';
import { PurgeSystemHistory } from './jobs/purge-system-history.job.js';
import { AllTenantsErrorRepository } from './persistence/all-tenants-error.repository.js';
import { AllTenantsPostgresFactsRepository } from './persistence/all-tenants-postgres-facts.repository.js';
import { AllTenantsProcessRepository } from './persistence/all-tenants-process.repository.js';
import { AllTenantsStatementRepository } from './persistence/all-tenants-statement.repository.js';
import { EndpointDesk } from './services/endpoint-desk.service.js';
import { ErrorDesk } from './services/error-desk.service.js';
import { PostgresHealth } from './services/postgres-health.service.js';
import { SocketDesk } from './services/socket-desk.service.js';
import { StatementDesk } from './services/statement-desk.service.js';
import { SystemHealthService } from './services/system-health.service.js';
import { SystemHistoryModule } from './system-history.module.js';
import { SystemQueuesModule } from './system-queues.module.js';
import { WatchedServicesModule } from './watched-services.module.js';

/** How the platform runs: what staff read of it, in every process. Who writes it down is `SystemRecorderModule`. */
@Module({
  imports: [SystemHistoryModule, SystemQueuesModule, WatchedServicesModule],
  controllers: [SystemController],
  providers: [
    AllTenantsErrorRepository,
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
  ],
  exports: [SystemHistoryModule],
})
export class SystemModule {
  /** @param migrations names of the migrations the database should have */
  static forRoot(migrations: readonly string[]): DynamicModule {
    return { module: SystemModule, providers: [{ provide: EXPECTED_MIGRATIONS, useValue: migrations }] };
  }
}
