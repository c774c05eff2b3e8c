import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import { TenantsModule } from '../tenants/index.js';
import './billing.errors.js';
import { BILLING_EVENTS } from './events/billing-events.js';
import { BillingController } from './http/billing.controller.js';
import { InvoiceController } from './http/invoice.controller.js';
import { OverageController } from './http/overage.controller.js';
import { StripeWebhookController } from './http/stripe-webhook.controller.js';
import { SubscriptionController } from './http/subscription.controller.js';
import { TaxIdController } from './http/tax-id.controller.js';
import { UsageController } from './http/usage.controller.js';
import { BILLING_JOBS } from './jobs/billing-jobs.js';
import { AllTenantsAccessRepository } from './persistence/all-tenants-access.repository.js';
import { AllTenantsExpiringCardRepository } from './persistence/all-tenants-expiring-card.repository.js';
import { AllTenantsExpiringRepository } from './persistence/all-tenants-expiring.repository.js';
import { AllTenantsLimitRepository } from './persistence/all-tenants-limit.repository.js';
import { AllTenantsMeterReportRepository } from './persistence/all-tenants-meter-report.repository.js';
import { AllTenantsMirrorRepository } from './persistence/all-tenants-mirror.repository.js';
import { AllTenantsOverageRepository } from './persistence/all-tenants-overage.repository.js';
import { AllTenantsPlanRepository } from './persistence/all-tenants-plan.repository.js';
import { AllTenantsReconciliationRepository } from './persistence/all-tenants-reconciliation.repository.js';
import { AllTenantsRevenueDifferenceRepository } from './persistence/all-tenants-revenue-difference.repository.js';
import { AllTenantsStripeEventRepository } from './persistence/all-tenants-stripe-event.repository.js';
import { AllTenantsUsageRepository } from './persistence/all-tenants-usage.repository.js';
import { AllTenantsWebhookPulseRepository } from './persistence/all-tenants-webhook-pulse.repository.js';
import { BillingNoticeRepository } from './persistence/billing-notice.repository.js';
import { BillingProfileRepository } from './persistence/billing-profile.repository.js';
import { BillingRevisionRepository } from './persistence/billing-revision.repository.js';
import { BillingStateRepository } from './persistence/billing-state.repository.js';
import { DisputeEntity } from './persistence/dispute.entity.js';
import { DisputeRepository } from './persistence/dispute.repository.js';
import { InvoiceLineEntity } from './persistence/invoice-line.entity.js';
import { InvoiceLineRepository } from './persistence/invoice-line.repository.js';
import { InvoiceEntity } from './persistence/invoice.entity.js';
import { InvoicePaperRepository } from './persistence/invoice-paper.repository.js';
import { InvoiceRepository } from './persistence/invoice.repository.js';
import { LimitAdjustmentRepository } from './persistence/limit-adjustment.repository.js';
import { MrrLedgerRepository } from './persistence/mrr-ledger.repository.js';
import { MrrMovementEntity } from './persistence/mrr-movement.entity.js';
import { OverageRepository } from './persistence/overage.repository.js';
import { PaymentAttemptEntity } from './persistence/payment-attempt.entity.js';
import { PaymentAttemptRepository } from './persistence/payment-attempt.repository.js';
import { RefundEntity } from './persistence/refund.entity.js';
import { RefundRepository } from './persistence/refund.repository.js';
import { StripeEventRepository } from './persistence/stripe-event.repository.js';
import { StripeOperationRepository } from './persistence/stripe-operation.repository.js';
import { SubscriptionEntity } from './persistence/subscription.entity.js';
import { SubscriptionRepository } from './persistence/subscription.repository.js';
import { TaxIdEntity } from './persistence/tax-id.entity.js';
import { TaxIdRepository } from './persistence/tax-id.repository.js';
import { UsageEventReader } from './persistence/usage-event.reader.js';
import { UsageRepository } from './persistence/usage.repository.js';
import { BannedTenants } from './services/banned-tenants.service.js';
import { BillingCatalogue } from './services/billing-catalogue.service.js';
import { BillingEmailService } from './services/billing-email.service.js';
import { BillingNews } from './services/billing-news.service.js';
import { BillingNotices } from './services/billing-notices.service.js';
import { BillingOverview } from './services/billing-overview.service.js';
import { BillingRefresh } from './services/billing-refresh.service.js';
import { BillingStandingReader } from './services/billing-standing.service.js';
import { BillingSync } from './services/billing-sync.service.js';
import { CancellationService } from './services/cancellation.service.js';
import { CardNotices } from './services/card-notices.service.js';
import { ChangePreviews } from './services/change-preview.service.js';
import { ChangeTermsReader } from './services/change-terms.service.js';
import { CheckoutService } from './services/checkout.service.js';
import { CurrentPlanReader } from './services/current-plan.service.js';
import { CustomerMirrorWriter } from './services/customer-mirror-writer.service.js';
import { CustomerMirror } from './services/customer-mirror.service.js';
import { CustomerNews } from './services/customer-news.service.js';
import { DunningReader } from './services/dunning-reader.service.js';
import { FirstPaymentPreview } from './services/first-payment-preview.service.js';
import { InvoiceComparison } from './services/invoice-comparison.service.js';
import { InvoiceLinkService } from './services/invoice-links.service.js';
import { InvoiceMirror } from './services/invoice-mirror.service.js';
import { InvoicePapers } from './services/invoice-papers.service.js';
import { InvoiceReader } from './services/invoice-reader.service.js';
import { LatestState } from './services/latest-state.service.js';
import { LimitBook } from './services/limit-book.service.js';
import { LimitChanges } from './services/limit-changes.service.js';
import { Limits } from './services/limits.service.js';
import { MirrorRepair } from './services/mirror-repair.service.js';
import { MissedEvent } from './services/missed-event.service.js';
import { MissedEvents } from './services/missed-events.service.js';
import { MoneyBackSync } from './services/money-back-sync.service.js';
import { MoneyBack } from './services/money-back.service.js';
import { OverageDecision } from './services/overage-decision.service.js';
import { OverageItems } from './services/overage-items.service.js';
import { OverageService } from './services/overage.service.js';
import { PlanChanges } from './services/plan-change.service.js';
import { PlanLimits } from './services/plan-limits.service.js';
import { PlanSheet } from './services/plan-sheet.service.js';
import { PortalService } from './services/portal.service.js';
import { PreviewTokens } from './services/preview-token.js';
import { PriceList } from './services/price-list.service.js';
import { ReconciliationReader } from './services/reconciliation-reader.service.js';
import { ReconciliationRuns, ReconciliationSteps } from './services/reconciliation-run.service.js';
import { Reconciliations } from './services/reconciliation.service.js';
import { RevenueDifference } from './services/revenue-difference.js';
import { StripeCustomers } from './services/stripe-customers.service.js';
import { StripeEventBell } from './services/stripe-event-bell.js';
import { StripeHandOver } from './services/stripe-hand-over.service.js';
import { StripeInbox } from './services/stripe-inbox.service.js';
import { StripeOperations } from './services/stripe-operations.service.js';
import { StripeReplayAudit } from './services/stripe-replay-audit.service.js';
import { StripeReplay } from './services/stripe-replay.service.js';
import { SubscriptionAdjustments } from './services/subscription-adjustment.service.js';
import { AdjustmentPreviews } from './services/adjustment-preview.service.js';
import { SubscriptionCard } from './services/subscription-card.service.js';
import { SubscriptionComparison } from './services/subscription-comparison.service.js';
import { SubscriptionWrites } from './services/subscription-writes.service.js';
import { SubscriptionService } from './services/subscription.service.js';
import { TaxIds } from './services/tax-ids.service.js';
import { TenantBillingService } from './services/tenant-billing.service.js';
import { ThresholdAudit } from './services/threshold-audit.service.js';
import { UnheardPurchase } from './services/unheard-purchase.service.js';
import { AdjustmentRecords } from './services/adjustment-records.js';
import { UnseenObjects } from './services/unseen-objects.service.js';
import { UsageEvidence } from './services/usage-evidence.service.js';
import { UsageMeter } from './services/usage-meter.js';
import { Usage } from './services/usage.service.js';
import { WebhookFigures } from './services/webhook-figures.service.js';
import { WebhookPulseReader } from './services/webhook-pulse.service.js';
import { StripeDashboard } from './stripe/stripe-dashboard.js';
import { STRIPE_PROVIDERS } from './stripe/stripe-providers.js';

const ENTITIES = [
  DisputeEntity,
  InvoiceEntity,
  InvoiceLineEntity,
  MrrMovementEntity,
  PaymentAttemptEntity,
  RefundEntity,
  SubscriptionEntity,
  TaxIdEntity,
];
const REPOSITORIES = [
  AllTenantsAccessRepository,
  AllTenantsExpiringCardRepository,
  AllTenantsExpiringRepository,
  AllTenantsLimitRepository,
  AllTenantsMeterReportRepository,
  AllTenantsMirrorRepository,
  AllTenantsOverageRepository,
  AllTenantsPlanRepository,
  AllTenantsReconciliationRepository,
  AllTenantsRevenueDifferenceRepository,
  AllTenantsStripeEventRepository,
  AllTenantsUsageRepository,
  AllTenantsWebhookPulseRepository,
  BillingNoticeRepository,
  BillingProfileRepository,
  BillingRevisionRepository,
  BillingStateRepository,
  DisputeRepository,
  InvoiceLineRepository,
  InvoicePaperRepository,
  InvoiceRepository,
  LimitAdjustmentRepository,
  MrrLedgerRepository,
  OverageRepository,
  PaymentAttemptRepository,
  RefundRepository,
  StripeEventRepository,
  StripeOperationRepository,
  SubscriptionRepository,
  TaxIdRepository,
  UsageEventReader,
  UsageRepository,
];
const SERVICES = [
  BannedTenants,
  BillingCatalogue,
  BillingEmailService,
  BillingNews,
  BillingNotices,
  BillingOverview,
  BillingRefresh,
  BillingStandingReader,
  BillingSync,
  CancellationService,
  CardNotices,
  ChangePreviews,
  ChangeTermsReader,
  CheckoutService,
  CurrentPlanReader,
  CustomerMirror,
  CustomerMirrorWriter,
  CustomerNews,
  DunningReader,
  FirstPaymentPreview,
  InvoiceComparison,
  InvoiceLinkService,
  InvoiceMirror,
  InvoicePapers,
  InvoiceReader,
  LatestState,
  LimitBook,
  LimitChanges,
  Limits,
  MirrorRepair,
  MissedEvent,
  MissedEvents,
  MoneyBack,
  MoneyBackSync,
  OverageDecision,
  OverageItems,
  OverageService,
  PlanChanges,
  PlanLimits,
  PlanSheet,
  PortalService,
  PreviewTokens,
  PriceList,
  ReconciliationReader,
  ReconciliationRuns,
  ReconciliationSteps,
  Reconciliations,
  RevenueDifference,
  StripeCustomers,
  StripeEventBell,
  StripeHandOver,
  StripeInbox,
  StripeOperations,
  StripeReplay,
  StripeReplayAudit,
  AdjustmentPreviews,
  AdjustmentRecords,
  SubscriptionAdjustments,
  SubscriptionCard,
  SubscriptionComparison,
  SubscriptionService,
  SubscriptionWrites,
  TaxIds,
  TenantBillingService,
  ThresholdAudit,
  UnheardPurchase,
  UnseenObjects,
  Usage,
  UsageEvidence,
  UsageMeter,
  WebhookFigures,
  WebhookPulseReader,
];

@Module({
  imports: [DatabaseModule.forFeature([...ENTITIES]), EventsModule.forFeature(BILLING_EVENTS), AuditModule, TenantsModule],
  controllers: [
    BillingController,
    InvoiceController,
    SubscriptionController,
    TaxIdController,
    UsageController,
    OverageController,
    StripeWebhookController,
  ],
  providers: [...REPOSITORIES, ...SERVICES, ...STRIPE_PROVIDERS, ...BILLING_JOBS],
  exports: [
    Usage,
    BillingCatalogue,
    BillingOverview,
    BillingSync,
    InvoicePapers,
    LimitBook,
    LimitChanges,
    PlanSheet,
    ReconciliationReader,
    Reconciliations,
    RevenueDifference,
    StripeDashboard,
    StripeHandOver,
    StripeReplay,
    AdjustmentPreviews,
    SubscriptionAdjustments,
    WebhookPulseReader,
  ],
})
export class BillingModule {}
