import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { BillingModule } from '../billing/index.js';
import './admin.errors.js';
import { AdminController } from './http/admin.controller.js';
import { AllTenantsOverviewRepository } from './persistence/all-tenants-overview.repository.js';
import { AllTenantsTenantRepository } from './persistence/all-tenants-tenant.repository.js';
import { PlatformOverviewService } from './services/platform-overview.service.js';
import { TenantDirectoryService } from './services/tenant-directory.service.js';

@Module({
  imports: [AuditModule, BillingModule],
  controllers: [AdminController],
  providers: [AllTenantsOverviewRepository, AllTenantsTenantRepository, PlatformOverviewService, TenantDirectoryService],
})
export class AdminModule {}
