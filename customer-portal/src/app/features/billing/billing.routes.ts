import type { Routes } from '@angular/router';
import { S } from '../../strings';

/** The tabs share a frame that keeps the plan; a single invoice is a page of its own. */
const routes: Routes = [
  { path: 'invoices/:id', title: S.titles.invoice, loadComponent: () => import('./pages/invoice.page') },
  {
    path: '',
    loadComponent: () => import('./pages/billing.page'),
    children: [
      { path: '', pathMatch: 'full', title: S.nav.billing, loadComponent: () => import('./pages/overview.page') },
      { path: 'usage', title: S.titles.usage, loadComponent: () => import('./pages/usage.page') },
      { path: 'invoices', title: S.titles.invoices, loadComponent: () => import('./pages/invoices.page') },
      { path: 'details', title: S.titles.paymentDetails, loadComponent: () => import('./pages/details.page') },
    ],
  },
];

export default routes;
