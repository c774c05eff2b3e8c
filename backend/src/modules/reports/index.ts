export { TenantReportsModule } from './reports.module.js';
export { ReportMailings, type ReportMailing } from './services/report-mailing.js';
export { ReportSubscriptions, type Subscription } from './services/report-subscriptions.js';
