import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { BillingModule } from '../billing/index.js';
import { TenantsModule } from '../tenants/index.js';
import './admin.errors.js';
import { AdminBillingController } from './http/admin-billing.controller.js';
import { AdminController } from './http/admin.controller.js';
import { AdminImpersonationController } from './http/impersonation.controller.js';
import { ReconciliationController } from './http/reconciliation.controller.js';
import { StripeEventController } from './http/stripe-event.controller.js';
import { TenantStandingController } from './http/tenant-standing.controller.js';
import { AllTenantsOverviewRepository } from './persistence/all-tenants-overview.repository.js';
import { AllTenantsPlanFiguresRepository } from './persistence/all-tenants-plan-figures.repository.js';
import { AllTenantsStandingRepository } from './persistence/all-tenants-standing.repository.js';
import { AllTenantsStripeEventListRepository } from './persistence/all-tenants-stripe-event-list.repository.js';
import { AllTenantsTenantBillingRepository } from './persistence/all-tenants-tenant-billing.repository.js';
import { AllTenantsTenantRepository } from './persistence/all-tenants-tenant.repository.js';
import { ImpersonationDesk } from './services/impersonation-desk.service.js';
import { PlanDesk } from './services/plan-desk.service.js';
import { PlatformOverviewService } from './services/platform-overview.service.js';
import { StandingNews } from './services/standing-news.service.js';
import { StandingPreviews } from './services/standing-preview.service.js';
import { StripeEventDesk } from './services/stripe-event-desk.service.js';
import { TenantBillingDesk } from './services/tenant-billing-desk.service.js';
import { TenantDirectoryService } from './services/tenant-directory.service.js';
import { TenantStandings } from './services/tenant-standing.service.js';

@Module({
  imports: [AuditModule, AuthModule, BillingModule, TenantsModule],
  controllers: [
    AdminBillingController,
    AdminController,
    AdminImpersonationController,
    ReconciliationController,
    StripeEventController,
    TenantStandingController,
  ],
  providers: [
    AllTenantsOverviewRepository,
    AllTenantsPlanFiguresRepository,
    AllTenantsStandingRepository,
    AllTenantsStripeEventListRepository,
    AllTenantsTenantBillingRepository,
    AllTenantsTenantRepository,
    ImpersonationDesk,
    PlanDesk,
    PlatformOverviewService,
    StandingNews,
    StandingPreviews,
    StripeEventDesk,
    TenantBillingDesk,
    TenantDirectoryService,
    TenantStandings,
  ],
})
export class AdminModule {}
