import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { TenantsModule } from '../tenants/index.js';
import { StatsController } from './stats.controller.js';
import { StatsRepository } from './stats.repository.js';
import { StatsService } from './stats.service.js';

@Module({
  imports: [BillingModule, ConversationsModule, TenantsModule],
  controllers: [StatsController],
  providers: [StatsRepository, StatsService],
})
export class AnalyticsModule {}
