import type { Routes } from '@angular/router';
import { TENANT_BILLING } from './features/tenants/tenant-billing.strings';
import { TENANTS_ROUTES } from './features/tenants/tenants.routes';

const { tabs } = TENANT_BILLING;

/** The pages of the tenants, and among those of one tenant the lists that other areas have of all: features do not know each other, this does. */
export const TENANT_AREA_ROUTES: Routes = [
  ...TENANTS_ROUTES,
  {
    path: ':id',
    loadComponent: () => import('./features/tenants/pages/tenant.frame').then((m) => m.TenantFrame),
    children: [
      { path: 'emails', title: tabs.emails, loadComponent: () => import('./features/emails/pages/log.page').then((m) => m.LogPage) },
      {
        path: 'stripe-events',
        title: tabs.stripeEvents,
        loadComponent: () => import('./features/billing/pages/events.page').then((m) => m.EventsPage),
      },
      { path: 'audit', title: tabs.audit, loadComponent: () => import('./features/audit/pages/audit.page').then((m) => m.AuditPage) },
    ],
  },
];
