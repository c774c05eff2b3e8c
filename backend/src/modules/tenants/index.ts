export { type Tenant } from './tenant.entity.js';
export { mayEnter, mayRun } from './standing.js';
export { TENANT_CHANGED, TenantService, type NewTenant, type Standing, type TenantPatch } from './tenant.service.js';
export { TenantsModule } from './tenants.module.js';
