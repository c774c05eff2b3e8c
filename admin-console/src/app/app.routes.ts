import type { Routes } from '@angular/router';
import { anonymousGuard, authGuard, needs } from '@orbisvoice/shared-ui/start';
import { STRINGS } from './core/strings';
import { UnavailablePage } from './shell/unavailable.page';

export const routes: Routes = [
  {
    path: 'log-in',
    canActivate: [anonymousGuard],
    loadChildren: () => import('./features/log-in/log-in.routes').then((m) => m.LOG_IN_ROUTES),
  },
  {
    path: 'denied',
    title: STRINGS.state.denied,
    loadComponent: () => import('./shell/denied.page').then((m) => m.DeniedPage),
  },
  {
    path: 'unavailable',
    title: STRINGS.unavailable.title,
    // at hand before it is needed: when it is, nothing can be fetched
    component: UnavailablePage,
  },
  {
    path: '',
    canActivate: [authGuard],
    children: [
      {
        // Below the route that restores the session: guards of one route run side by side.
        path: '',
        ...needs('admin.read'),
        loadComponent: () => import('./shell/staff-shell').then((m) => m.StaffShell),
        children: [
          { path: '', pathMatch: 'full', loadChildren: () => import('./features/overview/overview.routes').then((m) => m.OVERVIEW_ROUTES) },
          { path: 'tenants', loadChildren: () => import('./features/tenants/tenants.routes').then((m) => m.TENANTS_ROUTES) },
          { path: 'billing', loadChildren: () => import('./features/billing/billing.routes').then((m) => m.BILLING_ROUTES) },
          { path: 'emails', loadChildren: () => import('./features/emails/emails.routes').then((m) => m.EMAILS_ROUTES) },
          { path: 'system', loadChildren: () => import('./features/system/system.routes').then((m) => m.SYSTEM_ROUTES) },
          { path: 'audit', loadChildren: () => import('./features/audit/audit.routes').then((m) => m.AUDIT_ROUTES) },
          {
            path: '**',
            title: STRINGS.notFound.title,
            loadComponent: () => import('./shell/not-found.page').then((m) => m.NotFoundPage),
          },
        ],
      },
    ],
  },
];
