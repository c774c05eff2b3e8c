import type { Routes } from '@angular/router';
import { S } from '../../strings';

/** The reports share a frame with their tabs; the rows of their figures are pages of their own. */
const routes: Routes = [
  { path: 'tool-calls', title: S.titles.toolCalls, loadComponent: () => import('./pages/tool-calls.page') },
  { path: 'visits', title: S.titles.visits, loadComponent: () => import('./pages/visits.page') },
  {
    path: '',
    loadComponent: () => import('./pages/analytics.page'),
    children: [
      { path: '', pathMatch: 'full', title: S.nav.analytics, loadComponent: () => import('./pages/conversations.page') },
      { path: 'agents', title: S.titles.analyticsAgents, loadComponent: () => import('./pages/agents.page') },
      { path: 'engagement', title: S.titles.analyticsEngagement, loadComponent: () => import('./pages/engagement.page') },
      { path: 'referrals', title: S.titles.analyticsReferrals, loadComponent: () => import('./pages/referrals.page') },
    ],
  },
];

export default routes;
