import type { Routes } from '@angular/router';
import { anonymousGuard } from '@orbisvoice/shared-ui/start';
import { S } from '../../strings';

/** Imported by the root at once: behind a lazy door every other address would have to load it first to see that it does not match. */
export const authRoutes: Routes = [
  { path: 'log-in', title: S.titles.logIn, canActivate: [anonymousGuard], loadComponent: () => import('./pages/log-in.page') },
  { path: 'sign-up', title: S.titles.signUp, canActivate: [anonymousGuard], loadComponent: () => import('./pages/sign-up.page') },
  { path: 'check-your-mail', title: S.titles.checkMail, loadComponent: () => import('./pages/check-mail.page') },
  { path: 'verify-email', title: S.titles.verifyEmail, loadComponent: () => import('./pages/verify-email.page') },
  { path: 'forgot-password', title: S.titles.forgot, loadComponent: () => import('./pages/forgot-password.page') },
  { path: 'reset-password', title: S.titles.reset, loadComponent: () => import('./pages/reset-password.page') },
  { path: 'accept-invitation', title: S.titles.accept, loadComponent: () => import('./pages/accept-invitation.page') },
  { path: 'impersonate', title: S.titles.impersonate, loadComponent: () => import('./pages/impersonate.page') },
];
