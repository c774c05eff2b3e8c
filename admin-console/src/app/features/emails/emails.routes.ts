import type { Routes } from '@angular/router';
import { EMAILS } from './emails.strings';

/** The platform's mail: what was sent and what became of it, the templates, and who is not written to. */
export const EMAILS_ROUTES: Routes = [
  {
    path: '',
    loadComponent: () => import('./pages/emails.frame').then((m) => m.EmailsFrame),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'log' },
      { path: 'log', title: EMAILS.nav.log, loadComponent: () => import('./pages/log.page').then((m) => m.LogPage) },
      { path: 'log/:id', title: EMAILS.nav.mail, loadComponent: () => import('./pages/mail.page').then((m) => m.MailPage) },
      {
        path: 'templates',
        title: EMAILS.nav.templates,
        loadComponent: () => import('./pages/templates.page').then((m) => m.TemplatesPage),
      },
      {
        path: 'templates/:name',
        title: EMAILS.nav.template,
        loadComponent: () => import('./pages/template.page').then((m) => m.TemplatePage),
      },
      {
        path: 'suppressions',
        title: EMAILS.nav.suppressions,
        loadComponent: () => import('./pages/suppressions.page').then((m) => m.SuppressionsPage),
      },
    ],
  },
];
