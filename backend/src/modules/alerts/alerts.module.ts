import { Module } from '@nestjs/common';
import { EvaluateAlerts } from './jobs/evaluate-alerts.job.js';
import { PurgeAlerts } from './jobs/purge-alerts.job.js';
import { AllTenantsAlertDeliveryRepository } from './persistence/all-tenants-alert-delivery.repository.js';
import { AllTenantsAlertRuleRepository } from './persistence/all-tenants-alert-rule.repository.js';
import { AllTenantsAlertRepository } from './persistence/all-tenants-alert.repository.js';
import { AllTenantsFigureRepository } from './persistence/all-tenants-figure.repository.js';
import { AllTenantsSignalHistoryRepository } from './persistence/all-tenants-signal-history.repository.js';
import { AlertHits } from './services/alert-hits.js';
import { FigureEvaluation } from './services/figure-evaluation.js';
import { FigureReader } from './services/figure-reader.js';
import { PatternEvaluation } from './services/pattern-evaluation.js';

@Module({
  providers: [
    AlertHits,
    AllTenantsAlertDeliveryRepository,
    AllTenantsAlertRepository,
    AllTenantsAlertRuleRepository,
    AllTenantsFigureRepository,
    AllTenantsSignalHistoryRepository,
    EvaluateAlerts,
    FigureEvaluation,
    FigureReader,
    PatternEvaluation,
    PurgeAlerts,
  ],
})
export class AlertsModule {}
