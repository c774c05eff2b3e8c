import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import { BillingModule } from '../billing/index.js';
import { SystemHistoryModule, WatchedServicesModule } from '../system/index.js';
import './alerts.errors.js';
import { AlertRuleController } from './http/alert-rule.controller.js';
import { AlertSettingsController } from './http/alert-settings.controller.js';
import { AlertController } from './http/alert.controller.js';
import { AlertsTold } from './events/alerts-told.event.js';
import { OwnersTold } from './events/owners-told.event.js';
import { EvaluateAlerts } from './jobs/evaluate-alerts.job.js';
import { PurgeAlerts } from './jobs/purge-alerts.job.js';
import { AlertDeedRepository } from './persistence/alert-deed.repository.js';
import { AllTenantsAlertDeliveryRepository } from './persistence/all-tenants-alert-delivery.repository.js';
import { AllTenantsAlertListRepository } from './persistence/all-tenants-alert-list.repository.js';
import { AllTenantsAlertRuleRepository } from './persistence/all-tenants-alert-rule.repository.js';
import { AllTenantsAlertRepository } from './persistence/all-tenants-alert.repository.js';
import { AllTenantsFigureRepository } from './persistence/all-tenants-figure.repository.js';
import { AllTenantsStaffRepository } from './persistence/all-tenants-staff.repository.js';
import { AllTenantsSignalHistoryRepository } from './persistence/all-tenants-signal-history.repository.js';
import { AlertActs } from './services/alert-acts.js';
import { AlertDesk } from './services/alert-desk.js';
import { AlertHits } from './services/alert-hits.js';
import { AlertMails } from './services/alert-mails.js';
import { AlertMessages } from './services/alert-messages.js';
import { AlertRuleDesk } from './services/alert-rule-desk.js';
import { AlertRuleReader } from './services/alert-rule-reader.js';
import { AlertRuleTrials } from './services/alert-rule-trials.js';
import { AlertSettingsDesk } from './services/alert-settings-desk.js';
import { AlertWebhook } from './services/alert-webhook.js';
import { AuditedDeeds } from './services/audited-deeds.js';
import { FigureEvaluation } from './services/figure-evaluation.js';
import { FigureReader } from './services/figure-reader.js';
import { OwnerNews, OwnerNewsWork } from './services/owner-news.js';
import { PatternEvaluation } from './services/pattern-evaluation.js';
import { SystemFigures } from './services/system-figures.js';

@Module({
  imports: [AuditModule, BillingModule, EventsModule.forFeature([AlertsTold, OwnersTold]), SystemHistoryModule, WatchedServicesModule],
  controllers: [AlertController, AlertRuleController, AlertSettingsController],
  providers: [
    AlertActs,
    AlertDeedRepository,
    AlertDesk,
    AlertHits,
    AlertMails,
    AlertMessages,
    AlertRuleDesk,
    AlertRuleReader,
    AlertRuleTrials,
    AlertSettingsDesk,
    AlertWebhook,
    AllTenantsAlertListRepository,
    AllTenantsAlertDeliveryRepository,
    AllTenantsAlertRepository,
    AllTenantsAlertRuleRepository,
    AllTenantsFigureRepository,
    AllTenantsSignalHistoryRepository,
    AllTenantsStaffRepository,
    AuditedDeeds,
    EvaluateAlerts,
    FigureEvaluation,
    FigureReader,
    OwnerNews,
    OwnerNewsWork,
    PatternEvaluation,
    PurgeAlerts,
    SystemFigures,
  ],
})
export class AlertsModule {}
