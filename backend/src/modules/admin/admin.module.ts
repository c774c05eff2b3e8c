import { Module } from '@nestjs/common';
import { AnalyticsModule } from '../analytics/index.js';
import { ApiKeysModule } from '../api-keys/index.js';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { BillingModule } from '../billing/index.js';
import { EmailModule } from '../email/index.js';
import { TenantsModule } from '../tenants/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import './admin.errors.js';
import { AdminTenantsModule } from './admin-tenants.module.js';
import { AdminBillingController } from './http/admin-billing.controller.js';
import { AdminEmailSuppressionController } from './http/admin-email-suppression.controller.js';
import { AdminUserController } from './http/admin-user.controller.js';
import { AdminAuditController } from './http/audit.controller.js';
import { AdminController } from './http/admin.controller.js';
import { EmailPreviewController } from './http/email-preview.controller.js';
import { EmailTemplateController } from './http/email-template.controller.js';
import { EmailController } from './http/email.controller.js';
import { AdminImpersonationController } from './http/impersonation.controller.js';
import { ReconciliationController } from './http/reconciliation.controller.js';
import { SearchController } from './http/search.controller.js';
import { StaffChangeController } from './http/staff-change.controller.js';
import { StripeEventController } from './http/stripe-event.controller.js';
import { TenantLimitsController } from './http/tenant-limits.controller.js';
import { TenantPartController } from './http/tenant-part.controller.js';
import { TenantSubscriptionController } from './http/tenant-subscription.controller.js';
import { AllTenantsEmailFiguresRepository } from './persistence/all-tenants-email-figures.repository.js';
import { AllTenantsEmailListRepository } from './persistence/all-tenants-email-list.repository.js';
import { AllTenantsOverviewRepository } from './persistence/all-tenants-overview.repository.js';
import { AllTenantsPlanFiguresRepository } from './persistence/all-tenants-plan-figures.repository.js';
import { AllTenantsSearchRepository } from './persistence/all-tenants-search.repository.js';
import { AllTenantsStaffChangeRepository } from './persistence/all-tenants-staff-change.repository.js';
import { AllTenantsStaffNameRepository } from './persistence/all-tenants-staff-name.repository.js';
import { AllTenantsStripeEventListRepository } from './persistence/all-tenants-stripe-event-list.repository.js';
import { AllTenantsTenantBillingRepository } from './persistence/all-tenants-tenant-billing.repository.js';
import { AllTenantsTenantPartRepository } from './persistence/all-tenants-tenant-part.repository.js';
import { AllTenantsUserDetailRepository } from './persistence/all-tenants-user-detail.repository.js';
import { AllTenantsUserRepository } from './persistence/all-tenants-user.repository.js';
import { StaffChangeRepository } from './persistence/staff-change.repository.js';
import { EmailActions } from './services/email-actions.service.js';
import { EmailCopyDesk } from './services/email-copy-desk.service.js';
import { EmailDesk } from './services/email-desk.service.js';
import { EmailSuppressionDesk } from './services/email-suppression-desk.service.js';
import { EmailTemplateDesk } from './services/email-template-desk.service.js';
import { ImpersonationDesk } from './services/impersonation-desk.service.js';
import { PlanDesk } from './services/plan-desk.service.js';
import { PlatformOverviewService } from './services/platform-overview.service.js';
import { SearchDesk } from './services/search-desk.service.js';
import { StaffChangeDesk } from './services/staff-change-desk.service.js';
import { StaffChangeRecords } from './services/staff-change-records.js';
import { StaffChanges } from './services/staff-changes.service.js';
import { StaffCommands } from './services/staff-command.service.js';
import { StripeEventDesk } from './services/stripe-event-desk.service.js';
import { TenantBillingDesk } from './services/tenant-billing-desk.service.js';
import { TenantDirectoryService } from './services/tenant-directory.service.js';
import { TenantLimitsDesk } from './services/tenant-limits-desk.service.js';
import { TenantPartDesk } from './services/tenant-part-desk.service.js';
import { UserActions } from './services/user-actions.service.js';
import { UserDesk } from './services/user-desk.service.js';
import { TenantSubscriptionDesk } from './services/tenant-subscription-desk.service.js';

@Module({
  imports: [
    AdminTenantsModule,
    AnalyticsModule,
    ApiKeysModule,
    AuditModule,
    AuthModule,
    BillingModule,
    EmailModule,
    TenantsModule,
    WebhooksModule,
  ],
  controllers: [
    AdminAuditController,
    AdminBillingController,
    AdminController,
    AdminEmailSuppressionController,
    AdminImpersonationController,
    AdminUserController,
    EmailController,
    EmailPreviewController,
    EmailTemplateController,
    ReconciliationController,
    SearchController,
    StaffChangeController,
    StripeEventController,
    TenantLimitsController,
    TenantPartController,
    TenantSubscriptionController,
  ],
  providers: [
    AllTenantsEmailFiguresRepository,
    AllTenantsEmailListRepository,
    AllTenantsOverviewRepository,
    AllTenantsPlanFiguresRepository,
    AllTenantsSearchRepository,
    AllTenantsStaffChangeRepository,
    AllTenantsStaffNameRepository,
    AllTenantsStripeEventListRepository,
    AllTenantsTenantBillingRepository,
    AllTenantsTenantPartRepository,
    AllTenantsUserDetailRepository,
    AllTenantsUserRepository,
    EmailActions,
    EmailCopyDesk,
    EmailDesk,
    EmailSuppressionDesk,
    EmailTemplateDesk,
    ImpersonationDesk,
    PlanDesk,
    PlatformOverviewService,
    SearchDesk,
    StaffChangeDesk,
    StaffChangeRecords,
    StaffChangeRepository,
    StaffChanges,
    StaffCommands,
    StripeEventDesk,
    TenantBillingDesk,
    TenantDirectoryService,
    TenantLimitsDesk,
    TenantPartDesk,
    UserActions,
    UserDesk,
    TenantSubscriptionDesk,
  ],
})
export class AdminModule {}
