import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { TenantsModule } from '../tenants/index.js';
import { RevenueController } from './http/revenue.controller.js';
import { StatsController } from './http/stats.controller.js';
import { PlatformHoursJobs } from './jobs/platform-hours.job.js';
import { AllTenantsPlatformHourRepository } from './persistence/all-tenants-platform-hour.repository.js';
import { AllTenantsRevenueRepository } from './persistence/all-tenants-revenue.repository.js';
import { StatsRepository } from './persistence/stats.repository.js';
import { ToolUsageReader } from './persistence/tool-usage.reader.js';
import { PlatformHours } from './services/platform-hours.service.js';
import { RevenueService } from './services/revenue.service.js';
import { StatsService } from './services/stats.service.js';

@Module({
  imports: [BillingModule, ConversationsModule, TenantsModule],
  controllers: [RevenueController, StatsController],
  providers: [
    AllTenantsPlatformHourRepository,
    AllTenantsRevenueRepository,
    PlatformHours,
    PlatformHoursJobs,
    RevenueService,
    StatsRepository,
    StatsService,
    ToolUsageReader,
  ],
  exports: [PlatformHours],
})
export class AnalyticsModule {}
