export { type Tenant } from './tenant.entity.js';
export { TENANT_CHANGED, TenantService, type NewTenant, type TenantPatch } from './tenant.service.js';
export { TenantsModule } from './tenants.module.js';
