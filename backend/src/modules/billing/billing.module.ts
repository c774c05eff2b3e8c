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
import { BillingStateRepository } from './persistence/billing-state.repository.js';
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
import { BillingSync } from './services/billing-sync.service.js';
import { CancellationService } from './services/cancellation.service.js';
import { CheckoutService } from './services/checkout.service.js';
import { StripeInbox } from './services/stripe-inbox.service.js';
import { StripeOperations } from './services/stripe-operations.service.js';
import { StripeReplayAudit } from './services/stripe-replay-audit.service.js';
import { StripeReplay } from './services/stripe-replay.service.js';
import { SubscriptionService } from './services/subscription.service.js';
import { TenantBillingService } from './services/tenant-billing.service.js';
import { UsageMeter } from './services/usage-meter.js';
import { Usage } from './services/usage.service.js';
import { familyProviders } from './stripe/stripe-event-families.js';
import { StripeEventApplier } from './stripe/stripe-event.applier.js';
import { StripeEventProcessor } from './stripe/stripe-event.processor.js';
import { StripeEventRegistry } from './stripe/stripe-event.registry.js';
import { StripeCatalogueGateway } from './stripe/stripe-catalogue.gateway.js';
import { StripeClient } from './stripe/stripe.client.js';
import { StripeGateway } from './stripe/stripe.gateway.js';

const REPOSITORIES = [
  AllTenantsAccessRepository,
  AllTenantsPlanRepository,
  AllTenantsStripeEventRepository,
  AllTenantsUsageRepository,
  BillingRevisionRepository,
  BillingStateRepository,
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
  BillingSync,
  CancellationService,
  CheckoutService,
  StripeInbox,
  StripeOperations,
  StripeReplay,
  StripeReplayAudit,
  SubscriptionService,
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
    StripeGateway,
    ...familyProviders,
    StripeEventRegistry,
    StripeEventApplier,
    StripeEventProcessor,
    ProcessStripeEvent,
    ExpireReservations,
    ExpireAccess,
  ],
  exports: [Usage, BillingCatalogue, BillingOverview, BillingSync, StripeReplay],
})
export class BillingModule {}
