import type { Routes } from '@angular/router';
import { TENANT_BILLING } from './features/tenants/tenant-billing.strings';

const { tabs } = TENANT_BILLING;

/** Among the pages of one tenant the lists that other areas have of all: features do not know each other, this does. */
export const TENANT_LISTS_ROUTES: Routes = [
  {
    path: '',
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
