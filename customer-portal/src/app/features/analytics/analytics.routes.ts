import type { Routes } from '@angular/router';
import { S } from '../../strings';

/** The reports share a frame with their tabs. */
const routes: Routes = [
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
