import type { Routes } from '@angular/router';
import { unsavedGuard } from '@orbisvoice/shared-ui/core';
import { needs } from '@orbisvoice/shared-ui/start';
import { S } from '../../strings';

const routes: Routes = [
  { path: '', title: S.nav.agents, loadComponent: () => import('./pages/agents.page') },
  {
    path: 'new',
    title: S.titles.newAgent,
    ...needs('agents.manage'),
    canDeactivate: [unsavedGuard],
    loadComponent: () => import('./pages/agent.page'),
  },
  { path: ':id', title: S.titles.agent, canDeactivate: [unsavedGuard], loadComponent: () => import('./pages/agent.page') },
];

export default routes;
