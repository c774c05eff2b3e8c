import type { Routes } from '@angular/router';
import { needs } from '@orbisvoice/shared-ui/start';
import { S } from '../../strings';

/** Files and scheduled reports share a frame; a single export, where its mail leads, is a page of its own. */
const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./pages/exports-frame.page'),
    children: [
      { path: '', pathMatch: 'full', title: S.nav.exports, loadComponent: () => import('./pages/exports.page') },
      {
        path: 'schedules',
        title: S.titles.reportSchedules,
        ...needs('reports.manage'),
        loadComponent: () => import('./pages/schedules.page'),
      },
    ],
  },
  { path: ':id', title: S.titles.export, loadComponent: () => import('./pages/export.page') },
];

export default routes;
