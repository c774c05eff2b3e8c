import { Global, Module } from '@nestjs/common';
import { AllTenantsSignalRepository } from './all-tenants-signal.repository.js';
import { SignalRecorder } from './signal-recorder.js';

/** Small facts that rules count, in every process. */
@Global()
@Module({ providers: [AllTenantsSignalRepository, SignalRecorder], exports: [SignalRecorder] })
export class SignalsModule {}
