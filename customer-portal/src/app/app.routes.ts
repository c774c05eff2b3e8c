import type { Routes } from '@angular/router';
import { authGuard, needs } from '@orbisvoice/shared-ui/start';
import { authRoutes } from './features/auth/auth.routes';
import { S } from './strings';

/** Every page is its own chunk; the frame of the signed-in pages is one too, so that log-in does not pay for it. */
export const routes: Routes = [
  ...authRoutes,
  {
    path: '',
    canActivate: [authGuard],
    loadComponent: () => import('./layout/portal-shell'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: S.nav.dashboard,
        ...needs('stats.read'),
        loadComponent: () => import('./features/dashboard/pages/dashboard.page'),
      },
      { path: 'agents', ...needs('agents.read'), loadChildren: () => import('./features/agents/agents.routes') },
      {
        path: 'conversations',
        ...needs('conversations.read'),
        loadChildren: () => import('./features/conversations/conversations.routes'),
      },
      { path: 'analytics', ...needs('stats.read'), loadChildren: () => import('./features/analytics/analytics.routes') },
      { path: 'exports', ...needs('exports.read'), loadChildren: () => import('./features/exports/exports.routes') },
      { path: 'billing', ...needs('billing.read'), loadChildren: () => import('./features/billing/billing.routes') },
      {
        path: 'team',
        title: S.nav.team,
        ...needs('team.read'),
        loadComponent: () => import('./features/team/pages/team.page'),
      },
      {
        path: 'api-keys',
        title: S.nav.apiKeys,
        ...needs('api_keys.read'),
        loadComponent: () => import('./features/api-keys/pages/api-keys.page'),
      },
      { path: 'webhooks', ...needs('webhooks.read'), loadChildren: () => import('./features/webhooks/webhooks.routes') },
      {
        path: 'referrals/visits',
        title: S.titles.linkVisits,
        ...needs('referrals.read'),
        loadComponent: () => import('./features/referrals/pages/link-visits.page'),
      },
      {
        path: 'referrals',
        title: S.nav.referrals,
        ...needs('referrals.read'),
        loadComponent: () => import('./features/referrals/pages/referrals.page'),
      },
      {
        path: 'audit',
        title: S.nav.audit,
        ...needs('audit.read'),
        loadComponent: () => import('./features/audit/pages/audit.page'),
      },
      { path: 'account', title: S.nav.account, loadComponent: () => import('./features/account/pages/account.page') },
      { path: 'denied', title: S.titles.denied, loadComponent: () => import('./layout/denied.page') },
      { path: '**', title: S.titles.notFound, loadComponent: () => import('./layout/not-found.page') },
    ],
  },
];
