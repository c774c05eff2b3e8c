import type { Routes } from '@angular/router';
import { BILLING } from './billing.strings';

/** The platform's billing: what it earns, what Stripe sent, how our rows compare with Stripe, and the plans. */
export const BILLING_ROUTES: Routes = [
  {
    path: '',
    loadComponent: () => import('./pages/billing.frame').then((m) => m.BillingFrame),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'events' },
      { path: 'revenue', title: BILLING.nav.revenue, loadComponent: () => import('./pages/revenue.page').then((m) => m.RevenuePage) },
      {
        path: 'revenue/rows',
        title: BILLING.nav.revenueRows,
        loadComponent: () => import('./pages/revenue-rows.page').then((m) => m.RevenueRowsPage),
      },
      { path: 'events', title: BILLING.nav.events, loadComponent: () => import('./pages/events.page').then((m) => m.EventsPage) },
      { path: 'events/:id', title: BILLING.nav.event, loadComponent: () => import('./pages/event.page').then((m) => m.EventPage) },
      {
        path: 'reconciliation',
        title: BILLING.nav.reconciliation,
        loadComponent: () => import('./pages/reconciliation.page').then((m) => m.ReconciliationPage),
      },
      { path: 'reconciliation/:id', title: BILLING.nav.run, loadComponent: () => import('./pages/run.page').then((m) => m.RunPage) },
      { path: 'plans', title: BILLING.nav.plans, loadComponent: () => import('./pages/plans.page').then((m) => m.PlansPage) },
    ],
  },
];
