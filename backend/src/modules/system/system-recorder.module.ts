import { type DynamicModule, Module } from '@nestjs/common';
import { type ProcessKind } from '@orbisvoice/shared-dto/values';
import { AllTenantsErrorRepository } from './persistence/all-tenants-error.repository.js';
import { AllTenantsHistoryRepository } from './persistence/all-tenants-history.repository.js';
import { AllTenantsProcessRepository } from './persistence/all-tenants-process.repository.js';
import { AllTenantsStatementRepository } from './persistence/all-tenants-statement.repository.js';
import { ErrorRecorder } from './services/error-recorder.js';
import { MinuteReader } from './services/minute-reader.js';
import { MinuteRecorder } from './services/minute-recorder.js';
import { AllTenantsRecordRepository } from './persistence/all-tenants-record.repository.js';
import { IntegrationRecorder } from './services/integration-recorder.js';
import { ProcessHeartbeat } from './services/process-heartbeat.js';
import { PROCESS_KIND, ThisProcess } from './services/this-process.js';
import { UpgradedSockets } from './services/upgraded-sockets.js';

/** Writes down how this process is doing. Imported by the API and the workers, not by commands that load the same modules. */
@Module({
  providers: [
    AllTenantsErrorRepository,
    AllTenantsHistoryRepository,
    AllTenantsProcessRepository,
    AllTenantsRecordRepository,
    AllTenantsStatementRepository,
    ErrorRecorder,
    IntegrationRecorder,
    MinuteReader,
    MinuteRecorder,
    ProcessHeartbeat,
    ThisProcess,
    UpgradedSockets,
  ],
})
export class SystemRecorderModule {
  static forProcess(kind: ProcessKind): DynamicModule {
    return { module: SystemRecorderModule, providers: [{ provide: PROCESS_KIND, useValue: kind }] };
  }
}
