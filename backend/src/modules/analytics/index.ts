export { AnalyticsModule } from './analytics.module.js';
export type { ReportCell, ReportColumn, ReportDocument, ReportFigure, ReportTable } from './domain/report-document.js';
export { REVENUE_SCOPE, REVENUE_TABLES } from './persistence/revenue-tables.sql.js';
export { AgentAnalyticsService } from './services/agent-analytics.service.js';
export { ConversationAnalyticsService } from './services/conversation-analytics.service.js';
export { PlatformHours } from './services/platform-hours.service.js';
export { ReportDocuments, type TableRange } from './services/report-documents.js';
export { Rollups } from './services/rollups.service.js';
