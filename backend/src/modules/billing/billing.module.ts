import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import { TenantsModule } from '../tenants/index.js';
import './billing.errors.js';
import { BILLING_EVENTS } from './events/billing-events.js';
import { BillingController } from './http/billing.controller.js';
import { StripeWebhookController } from './http/stripe-webhook.controller.js';
import { SubscriptionController } from './http/subscription.controller.js';
import { UsageController } from './http/usage.controller.js';
import { ExpireAccess } from './jobs/expire-access.job.js';
import { ExpireReservations } from './jobs/expire-reservations.job.js';
import { ProcessStripeEvent } from './jobs/process-stripe-event.job.js';
import { AllTenantsAccessRepository } from './persistence/all-tenants-access.repository.js';
import { AllTenantsPlanRepository } from './persistence/all-tenants-plan.repository.js';
import { AllTenantsStripeEventRepository } from './persistence/all-tenants-stripe-event.repository.js';
import { AllTenantsUsageRepository } from './persistence/all-tenants-usage.repository.js';
import { BillingRevisionRepository } from './persistence/billing-revision.repository.js';
import { InvoiceEntity } from './persistence/invoice.entity.js';
import { InvoiceRepository } from './persistence/invoice.repository.js';
import { MrrLedgerRepository } from './persistence/mrr-ledger.repository.js';
import { MrrMovementEntity } from './persistence/mrr-movement.entity.js';
import { StripeEventRepository } from './persistence/stripe-event.repository.js';
import { StripeOperationRepository } from './persistence/stripe-operation.repository.js';
import { SubscriptionEntity } from './persistence/subscription.entity.js';
import { SubscriptionRepository } from './persistence/subscription.repository.js';
import { UsageRepository } from './persistence/usage.repository.js';
import { BillingCatalogue } from './services/billing-catalogue.service.js';
import { BillingEmailService } from './services/billing-email.service.js';
import { BillingNews } from './services/billing-news.service.js';
import { BillingOverview } from './services/billing-overview.service.js';
import { BillingRefresh } from './services/billing-refresh.service.js';
import { BillingSync } from './services/billing-sync.service.js';
import { CancellationService } from './services/cancellation.service.js';
import { ChangePreviews } from './services/change-preview.service.js';
import { ChangeTermsReader } from './services/change-terms.service.js';
import { CheckoutService } from './services/checkout.service.js';
import { CurrentPlanReader } from './services/current-plan.service.js';
import { FirstPaymentPreview } from './services/first-payment-preview.service.js';
import { PlanChanges } from './services/plan-change.service.js';
import { PlanLimits } from './services/plan-limits.service.js';
import { PortalService } from './services/portal.service.js';
import { PriceList } from './services/price-list.service.js';
import { PreviewTokens } from './services/preview-token.js';
import { StripeCustomers } from './services/stripe-customers.service.js';
import { StripeInbox } from './services/stripe-inbox.service.js';
import { StripeOperations } from './services/stripe-operations.service.js';
import { SubscriptionWrites } from './services/subscription-writes.service.js';
import { SubscriptionService } from './services/subscription.service.js';
import { TenantBillingService } from './services/tenant-billing.service.js';
import { UsageMeter } from './services/usage-meter.js';
import { Usage } from './services/usage.service.js';
import { StripeEventProcessor } from './stripe/stripe-event.processor.js';
import { StripeCatalogueGateway } from './stripe/stripe-catalogue.gateway.js';
import { StripeChangeGateway } from './stripe/stripe-change.gateway.js';
import { StripeCheckoutGateway } from './stripe/stripe-checkout.gateway.js';
import { StripeClient } from './stripe/stripe.client.js';
import { StripeGateway } from './stripe/stripe.gateway.js';

const REPOSITORIES = [
  AllTenantsAccessRepository,
  AllTenantsPlanRepository,
  AllTenantsStripeEventRepository,
  AllTenantsUsageRepository,
  BillingRevisionRepository,
  InvoiceRepository,
  MrrLedgerRepository,
  StripeEventRepository,
  StripeOperationRepository,
  SubscriptionRepository,
  UsageRepository,
];
const SERVICES = [
  BillingCatalogue,
  BillingEmailService,
  BillingNews,
  BillingOverview,
  BillingRefresh,
  BillingSync,
  CancellationService,
  ChangePreviews,
  ChangeTermsReader,
  CheckoutService,
  CurrentPlanReader,
  FirstPaymentPreview,
  PlanChanges,
  PlanLimits,
  PortalService,
  PriceList,
  PreviewTokens,
  StripeCustomers,
  StripeInbox,
  StripeOperations,
  SubscriptionService,
  SubscriptionWrites,
  TenantBillingService,
  Usage,
  UsageMeter,
];

@Module({
  imports: [
    DatabaseModule.forFeature([SubscriptionEntity, InvoiceEntity, MrrMovementEntity]),
    EventsModule.forFeature(BILLING_EVENTS),
    AuditModule,
    TenantsModule,
  ],
  controllers: [BillingController, SubscriptionController, UsageController, StripeWebhookController],
  providers: [
    ...REPOSITORIES,
    ...SERVICES,
    StripeClient,
    StripeCatalogueGateway,
    StripeChangeGateway,
    StripeCheckoutGateway,
    StripeGateway,
    StripeEventProcessor,
    ProcessStripeEvent,
    ExpireReservations,
    ExpireAccess,
  ],
  exports: [Usage, BillingCatalogue, BillingOverview, BillingSync],
})
export class BillingModule {}
