import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { ReferralsModule } from '../referrals/index.js';
import { TenantsModule } from '../tenants/index.js';
import { ConversationAnalyticsController } from './http/conversation-analytics.controller.js';
import { EngagementController } from './http/engagement.controller.js';
import { PlatformReferralAnalyticsController, ReferralAnalyticsController } from './http/referral-analytics.controller.js';
import { ReportRowsController } from './http/report-rows.controller.js';
import { RevenueController } from './http/revenue.controller.js';
import { StatsController } from './http/stats.controller.js';
import { PlatformHoursJobs } from './jobs/platform-hours.job.js';
import { RollupJobs } from './jobs/rollups.job.js';
import { AllTenantsPlatformHourRepository } from './persistence/all-tenants-platform-hour.repository.js';
import { AllTenantsReferralFiguresRepository } from './persistence/all-tenants-referral-figures.repository.js';
import { AllTenantsRevenueRepository } from './persistence/all-tenants-revenue.repository.js';
import { AllTenantsRollupRepository } from './persistence/all-tenants-rollup.repository.js';
import { ConversationFiguresRepository } from './persistence/conversation-figures.repository.js';
import { EngagementRepository } from './persistence/engagement.repository.js';
import { ReferralFiguresRepository } from './persistence/referral-figures.repository.js';
import { ReportRowsReader } from './persistence/report-rows.reader.js';
import { ToolUsageReader } from './persistence/tool-usage.reader.js';
import { AgentAnalyticsService } from './services/agent-analytics.service.js';
import { ConversationAnalyticsService } from './services/conversation-analytics.service.js';
import { EngagementAnalyticsService } from './services/engagement-analytics.service.js';
import { PlatformHours } from './services/platform-hours.service.js';
import { ReferralAnalyticsService } from './services/referral-analytics.service.js';
import { ReportDocuments } from './services/report-documents.js';
import { ReportRows } from './services/report-rows.service.js';
import { RevenueRows } from './services/revenue-rows.service.js';
import { RevenueService } from './services/revenue.service.js';
import { Rollups } from './services/rollups.service.js';
import { StatsService } from './services/stats.service.js';
import { WorkspaceZones } from './services/workspace-zones.js';

@Module({
  imports: [BillingModule, ConversationsModule, ReferralsModule, TenantsModule],
  controllers: [
    ConversationAnalyticsController,
    EngagementController,
    PlatformReferralAnalyticsController,
    ReferralAnalyticsController,
    ReportRowsController,
    RevenueController,
    StatsController,
  ],
  providers: [
    AgentAnalyticsService,
    AllTenantsPlatformHourRepository,
    AllTenantsReferralFiguresRepository,
    AllTenantsRevenueRepository,
    AllTenantsRollupRepository,
    ConversationAnalyticsService,
    ConversationFiguresRepository,
    EngagementAnalyticsService,
    EngagementRepository,
    PlatformHours,
    PlatformHoursJobs,
    ReferralAnalyticsService,
    ReferralFiguresRepository,
    ReportDocuments,
    ReportRows,
    ReportRowsReader,
    RevenueRows,
    RevenueService,
    RollupJobs,
    Rollups,
    StatsService,
    ToolUsageReader,
    WorkspaceZones,
  ],
  exports: [
    AgentAnalyticsService,
    ConversationAnalyticsService,
    EngagementAnalyticsService,
    PlatformHours,
    ReferralAnalyticsService,
    ReportDocuments,
    RevenueRows,
    RevenueService,
    Rollups,
  ],
})
export class AnalyticsModule {}
