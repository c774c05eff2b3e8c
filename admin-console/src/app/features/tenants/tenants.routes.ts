import type { Routes } from '@angular/router';
import { TENANT_BILLING } from './tenant-billing.strings';
import { KEYS } from './tenant-keys.strings';
import { AGENTS, USAGE } from './tenant-parts.strings';
import { WEBHOOKS } from './tenant-webhooks.strings';
import { BULK, TENANTS } from './tenant-list.strings';
import { TENANT } from './tenants.strings';

export const TENANTS_ROUTES: Routes = [
  { path: '', title: TENANTS.title, loadComponent: () => import('./pages/tenants.page').then((m) => m.TenantsPage) },
  { path: 'bulk', title: BULK.title, loadComponent: () => import('./pages/bulk-runs.page').then((m) => m.BulkRunsPage) },
  { path: 'bulk/:id', title: BULK.loading, loadComponent: () => import('./pages/bulk-run.page').then((m) => m.BulkRunPage) },
  { path: ':id', title: TENANT.loading, loadComponent: () => import('./pages/tenant.page').then((m) => m.TenantPage) },
  {
    path: ':id/agents',
    title: AGENTS.title,
    loadComponent: () => import('./pages/tenant-agents.page').then((m) => m.TenantAgentsPage),
  },
  {
    path: ':id/api-keys',
    title: KEYS.title,
    loadComponent: () => import('./pages/tenant-keys.page').then((m) => m.TenantKeysPage),
  },
  {
    path: ':id/webhooks',
    title: WEBHOOKS.title,
    loadComponent: () => import('./pages/tenant-webhooks.page').then((m) => m.TenantWebhooksPage),
  },
  {
    path: ':id/usage',
    title: USAGE.title,
    loadComponent: () => import('./pages/tenant-usage.page').then((m) => m.TenantUsagePage),
  },
  {
    path: ':id/billing',
    title: TENANT_BILLING.title,
    loadComponent: () => import('./pages/tenant-billing.page').then((m) => m.TenantBillingPage),
  },
];
