import { type DynamicModule, Module } from '@nestjs/common';
import { type ProcessKind } from '@orbisvoice/shared-dto/values';
import { AllTenantsHistoryRepository } from './persistence/all-tenants-history.repository.js';
import { AllTenantsProcessRepository } from './persistence/all-tenants-process.repository.js';
import { MinuteRecorder } from './services/minute-recorder.js';
import { ProcessHeartbeat } from './services/process-heartbeat.js';
import { PROCESS_KIND, ThisProcess } from './services/this-process.js';

/** Writes down how this process is doing. Imported by the API and the workers, not by commands that load the same modules. */
@Module({ providers: [AllTenantsHistoryRepository, AllTenantsProcessRepository, MinuteRecorder, ProcessHeartbeat, ThisProcess] })
export class SystemRecorderModule {
  static forProcess(kind: ProcessKind): DynamicModule {
    return { module: SystemRecorderModule, providers: [{ provide: PROCESS_KIND, useValue: kind }] };
  }
}
