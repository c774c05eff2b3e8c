import type { Routes } from '@angular/router';
import { S } from '../../strings';

/** Endpoints, one of them with its deliveries, and a single delivery, which can be linked to by itself. */
const routes: Routes = [
  { path: '', title: S.nav.webhooks, loadComponent: () => import('./pages/webhooks.page') },
  { path: 'deliveries/:id', title: S.titles.webhookDelivery, loadComponent: () => import('./pages/delivery.page') },
  { path: ':id', title: S.titles.webhook, loadComponent: () => import('./pages/endpoint.page') },
];

export default routes;
