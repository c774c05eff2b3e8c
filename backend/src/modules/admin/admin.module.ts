import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { BillingModule } from '../billing/index.js';
import './admin.errors.js';
import { AdminBillingController } from './http/admin-billing.controller.js';
import { AdminAuditController } from './http/audit.controller.js';
import { AdminController } from './http/admin.controller.js';
import { ReconciliationController } from './http/reconciliation.controller.js';
import { StripeEventController } from './http/stripe-event.controller.js';
import { AllTenantsOverviewRepository } from './persistence/all-tenants-overview.repository.js';
import { AllTenantsPlanFiguresRepository } from './persistence/all-tenants-plan-figures.repository.js';
import { AllTenantsStripeEventListRepository } from './persistence/all-tenants-stripe-event-list.repository.js';
import { AllTenantsTenantBillingRepository } from './persistence/all-tenants-tenant-billing.repository.js';
import { AllTenantsTenantRepository } from './persistence/all-tenants-tenant.repository.js';
import { PlanDesk } from './services/plan-desk.service.js';
import { PlatformOverviewService } from './services/platform-overview.service.js';
import { StripeEventDesk } from './services/stripe-event-desk.service.js';
import { TenantBillingDesk } from './services/tenant-billing-desk.service.js';
import { TenantDirectoryService } from './services/tenant-directory.service.js';

@Module({
  imports: [AuditModule, BillingModule],
  controllers: [AdminBillingController, AdminAuditController, AdminController, ReconciliationController, StripeEventController],
  providers: [
    AllTenantsOverviewRepository,
    AllTenantsPlanFiguresRepository,
    AllTenantsStripeEventListRepository,
    AllTenantsTenantBillingRepository,
    AllTenantsTenantRepository,
    PlanDesk,
    PlatformOverviewService,
    StripeEventDesk,
    TenantBillingDesk,
    TenantDirectoryService,
  ],
})
export class AdminModule {}
