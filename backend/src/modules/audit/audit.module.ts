import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { AllTenantsAuditRepository } from './all-tenants-audit.repository.js';
import { AuditEntryRow } from './audit-entry.entity.js';
import { AuditEntryRepository } from './audit-entry.repository.js';
import { AuditLog } from './audit-log.js';
import { AuditReader } from './audit-reader.js';

@Module({
  imports: [DatabaseModule.forFeature([AuditEntryRow])],
  providers: [AuditEntryRepository, AllTenantsAuditRepository, AuditLog, AuditReader],
  exports: [AuditLog, AuditReader],
})
export class AuditModule {}
