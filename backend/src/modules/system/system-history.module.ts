import { Module } from '@nestjs/common';
import { AllTenantsHistoryRepository } from './persistence/all-tenants-history.repository.js';
import { SystemHistory } from './services/system-history.js';

/** What the processes wrote down, for whoever reads it: no routes, no jobs. */
@Module({
  providers: [AllTenantsHistoryRepository, SystemHistory],
  exports: [AllTenantsHistoryRepository, SystemHistory],
})
export class SystemHistoryModule {}
