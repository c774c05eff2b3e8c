import type { Routes } from '@angular/router';
import { TENANT_BILLING } from './tenant-billing.strings';
import { TENANT, TENANTS } from './tenants.strings';

export const TENANTS_ROUTES: Routes = [
  { path: '', title: TENANTS.title, loadComponent: () => import('./pages/tenants.page').then((m) => m.TenantsPage) },
  { path: ':id', title: TENANT.loading, loadComponent: () => import('./pages/tenant.page').then((m) => m.TenantPage) },
  {
    path: ':id/billing',
    title: TENANT_BILLING.title,
    loadComponent: () => import('./pages/tenant-billing.page').then((m) => m.TenantBillingPage),
  },
];
