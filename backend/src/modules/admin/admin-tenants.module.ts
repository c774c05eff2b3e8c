import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { TenantsModule } from '../tenants/index.js';
import { TenantBulkController } from './http/tenant-bulk.controller.js';
import { TenantExportController } from './http/tenant-export.controller.js';
import { TenantStandingController } from './http/tenant-standing.controller.js';
import { TenantViewController } from './http/tenant-view.controller.js';
import { TenantBulkJobs } from './jobs/tenant-bulk.job.js';
import { AllTenantsStaffViewRepository } from './persistence/all-tenants-staff-view.repository.js';
import { AllTenantsStandingRepository } from './persistence/all-tenants-standing.repository.js';
import { AllTenantsTenantBulkRepository } from './persistence/all-tenants-tenant-bulk.repository.js';
import { AllTenantsTenantRepository } from './persistence/all-tenants-tenant.repository.js';
import { StaffViewRepository } from './persistence/staff-view.repository.js';
import { TenantBulkRepository } from './persistence/tenant-bulk.repository.js';
import { StandingNews } from './services/standing-news.service.js';
import { StandingPreviews } from './services/standing-preview.service.js';
import { TenantBulkOrders } from './services/tenant-bulk-orders.js';
import { TenantBulkWork } from './services/tenant-bulk-work.js';
import { TenantBulk } from './services/tenant-bulk.service.js';
import { TenantExports } from './services/tenant-export.service.js';
import { TenantStandings } from './services/tenant-standing.service.js';
import { TenantViews } from './services/tenant-views.service.js';

/** The list of tenants and what is done from it: files, views, and standings of one or of many. */
@Module({
  imports: [AuditModule, AuthModule, TenantsModule],
  controllers: [TenantBulkController, TenantExportController, TenantStandingController, TenantViewController],
  providers: [
    AllTenantsStaffViewRepository,
    AllTenantsStandingRepository,
    AllTenantsTenantBulkRepository,
    AllTenantsTenantRepository,
    StaffViewRepository,
    StandingNews,
    StandingPreviews,
    TenantBulk,
    TenantBulkJobs,
    TenantBulkOrders,
    TenantBulkRepository,
    TenantBulkWork,
    TenantExports,
    TenantStandings,
    TenantViews,
  ],
  exports: [AllTenantsTenantRepository],
})
export class AdminTenantsModule {}
