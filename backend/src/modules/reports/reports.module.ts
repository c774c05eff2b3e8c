import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { AnalyticsModule } from '../analytics/index.js';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { ExportsModule } from '../exports/index.js';
import { TenantsModule } from '../tenants/index.js';
import { ReportReady } from './events/report-ready.event.js';
import './reports.errors.js';
import { ReportScheduleController } from './http/report-schedule.controller.js';
import { ReferralFileController } from './http/referral-file.controller.js';
import { RevenueFileController } from './http/revenue-file.controller.js';
import { RunReports } from './jobs/run-reports.job.js';
import { PdfRenderer } from './pdf/pdf-renderer.js';
import { AllTenantsDueReportRepository } from './persistence/all-tenants-due-report.repository.js';
import { ReportRunRepository } from './persistence/report-run.repository.js';
import { ReportScheduleRepository } from './persistence/report-schedule.repository.js';
import { AnalyticsSource } from './services/analytics-source.js';
import { ReferralFiles } from './services/referral-files.js';
import { ReportMailings } from './services/report-mailing.js';
import { ReportNews } from './services/report-news.js';
import { ReportRecipients } from './services/report-recipients.js';
import { ReportRuns } from './services/report-runs.service.js';
import { ReportScheduleService } from './services/report-schedule.service.js';
import { ReportSubscriptions } from './services/report-subscriptions.js';
import { RevenueFiles } from './services/revenue-files.js';

/** Analytics as documents, and their way to people. */
@Module({
  imports: [AnalyticsModule, AuditModule, AuthModule, EventsModule.forFeature([ReportReady]), ExportsModule, TenantsModule],
  controllers: [ReferralFileController, ReportScheduleController, RevenueFileController],
  providers: [
    AllTenantsDueReportRepository,
    AnalyticsSource,
    PdfRenderer,
    ReferralFiles,
    ReportMailings,
    ReportNews,
    ReportRecipients,
    ReportRunRepository,
    ReportRuns,
    ReportScheduleRepository,
    ReportScheduleService,
    ReportSubscriptions,
    RevenueFiles,
    RunReports,
  ],
  exports: [ReportMailings, ReportSubscriptions],
})
export class TenantReportsModule {}
