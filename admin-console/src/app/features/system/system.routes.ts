import type { Routes } from '@angular/router';
import { HEALTH } from './health.strings';
import { EndpointsPage } from './pages/endpoints.page';
import { ErrorsPage } from './pages/errors.page';
import { INTEGRATIONS } from './integrations.strings';
import { HealthPage } from './pages/health.page';
import { QueriesPage } from './pages/queries.page';
import { SocketsPage } from './pages/sockets.page';
import { SystemFrame } from './pages/system.frame';
import { ENDPOINTS, QUERIES } from './traffic.strings';
import { ERRORS, SOCKETS } from './trouble.strings';
import { QUEUES } from './queues.strings';

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
      { path: 'queues', title: QUEUES.heading, loadComponent: () => import('./pages/queues.page').then((m) => m.QueuesPage) },
      { path: 'queues/:queue', title: QUEUES.heading, loadComponent: () => import('./pages/jobs.page').then((m) => m.JobsPage) },
      { path: 'queues/:queue/jobs/:id', title: QUEUES.heading, loadComponent: () => import('./pages/job.page').then((m) => m.JobPage) },
      {
        path: 'integrations',
        title: INTEGRATIONS.heading,
        loadComponent: () => import('./pages/integrations.page').then((m) => m.IntegrationsPage),
      },
    ],
  },
];
