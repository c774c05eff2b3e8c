import type { Routes } from '@angular/router';
import { ALERTS } from './alerts.strings';
import { DELIVERY, RULES } from './rules.strings';

/** What the rules found, the rules, and who is told. */
export const ALERTS_ROUTES: Routes = [
  {
    path: '',
    loadComponent: () => import('./pages/alerts.frame').then((m) => m.AlertsFrame),
    children: [
      { path: '', pathMatch: 'full', title: ALERTS.title, loadComponent: () => import('./pages/alerts.page').then((m) => m.AlertsPage) },
      { path: 'rules', title: RULES.title, loadComponent: () => import('./pages/rules.page').then((m) => m.RulesPage) },
      { path: 'delivery', title: DELIVERY.title, loadComponent: () => import('./pages/delivery.page').then((m) => m.DeliveryPage) },
      { path: ':id', title: ALERTS.nav.alert, loadComponent: () => import('./pages/alert.page').then((m) => m.AlertPage) },
    ],
  },
];
