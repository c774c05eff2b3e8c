export { AnalyticsModule } from './analytics.module.js';
export { REVENUE_SCOPE, REVENUE_TABLES } from './persistence/revenue-tables.sql.js';
export { AgentAnalyticsService } from './services/agent-analytics.service.js';
export { ConversationAnalyticsService } from './services/conversation-analytics.service.js';
export { PlatformHours } from './services/platform-hours.service.js';
export { Rollups } from './services/rollups.service.js';
