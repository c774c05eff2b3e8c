export { TenantReportsModule } from './reports.module.js';
