import type { Routes } from '@angular/router';
import { anonymousGuard, authGuard, needs } from '@orbisvoice/shared-ui/start';
import { AREA_ROUTES, SHARED_ROUTES } from './areas';
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
          ...AREA_ROUTES,
          ...SHARED_ROUTES,
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
