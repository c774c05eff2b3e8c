export { AnalyticsModule } from './analytics.module.js';
export type { ReportCell, ReportColumn, ReportDocument, ReportFigure, ReportTable } from './domain/report-document.js';
export { REVENUE_SCOPE, REVENUE_TABLES } from './persistence/revenue-tables.sql.js';
export { PlatformHours } from './services/platform-hours.service.js';
