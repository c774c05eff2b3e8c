export { AnalyticsModule } from './analytics.module.js';
export { PlatformHours } from './platform-hours.js';
