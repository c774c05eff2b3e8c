import { type DynamicModule, Module } from '@nestjs/common';
import { type ProcessKind } from '@orbisvoice/shared-dto/values';
import { AllTenantsProcessRepository } from './persistence/all-tenants-process.repository.js';
import { ProcessHeartbeat } from './services/process-heartbeat.js';
import { PROCESS_KIND, ThisProcess } from './services/this-process.js';

/** Writes down how this process is doing. Imported by the API and the workers, not by commands that load the same modules. */
@Module({ providers: [AllTenantsProcessRepository, ProcessHeartbeat, ThisProcess] })
export class SystemRecorderModule {
  static forProcess(kind: ProcessKind): DynamicModule {
    return { module: SystemRecorderModule, providers: [{ provide: PROCESS_KIND, useValue: kind }] };
  }
}
