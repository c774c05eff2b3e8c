import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { TenantsModule } from '../tenants/index.js';
import './reports.errors.js';
import { ReportScheduleController } from './http/report-schedule.controller.js';
import { ReportScheduleRepository } from './persistence/report-schedule.repository.js';
import { ReportRecipients } from './services/report-recipients.js';
import { ReportScheduleService } from './services/report-schedule.service.js';

/** Analytics as documents, and their way to people. */
@Module({
  imports: [AuditModule, AuthModule, TenantsModule],
  controllers: [ReportScheduleController],
  providers: [ReportRecipients, ReportScheduleRepository, ReportScheduleService],
})
export class TenantReportsModule {}
