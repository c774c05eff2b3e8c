import type { Routes } from '@angular/router';
import { HEALTH } from './health.strings';
import { EndpointsPage } from './pages/endpoints.page';
import { ErrorsPage } from './pages/errors.page';
import { HealthPage } from './pages/health.page';
import { QueriesPage } from './pages/queries.page';
import { SocketsPage } from './pages/sockets.page';
import { SystemFrame } from './pages/system.frame';
import { ENDPOINTS, QUERIES } from './traffic.strings';
import { ERRORS, SOCKETS } from './trouble.strings';

export const SYSTEM_ROUTES: Routes = [
  {
    path: '',
    component: SystemFrame,
    children: [
      { path: '', pathMatch: 'full', title: HEALTH.heading, component: HealthPage },
      { path: 'endpoints', title: ENDPOINTS.heading, component: EndpointsPage },
      { path: 'queries', title: QUERIES.heading, component: QueriesPage },
      { path: 'errors', title: ERRORS.heading, component: ErrorsPage },
      { path: 'websockets', title: SOCKETS.heading, component: SocketsPage },
    ],
  },
];
