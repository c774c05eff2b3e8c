import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { TenantsModule } from '../tenants/index.js';
import { RevenueController } from './http/revenue.controller.js';
import { AllTenantsRevenueRepository } from './persistence/all-tenants-revenue.repository.js';
import { RevenueService } from './services/revenue.service.js';
import { AllTenantsPlatformHourRepository } from './all-tenants-platform-hour.repository.js';
import { PlatformHours } from './platform-hours.js';
import { PlatformHoursJobs } from './platform-hours.job.js';
import { StatsController } from './stats.controller.js';
import { StatsRepository } from './stats.repository.js';
import { StatsService } from './stats.service.js';

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
  ],
  exports: [PlatformHours],
})
export class AnalyticsModule {}
