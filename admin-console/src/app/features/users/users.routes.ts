import type { Routes } from '@angular/router';
import { USERS } from './users.strings';

/** People of every tenant, one of them, and who is to become staff. */
export const USERS_ROUTES: Routes = [
  {
    path: '',
    loadComponent: () => import('./pages/users.frame').then((m) => m.UsersFrame),
    children: [
      { path: '', pathMatch: 'full', title: USERS.title, loadComponent: () => import('./pages/users.page').then((m) => m.UsersPage) },
      { path: 'staff', title: USERS.nav.staff, loadComponent: () => import('./pages/staff.page').then((m) => m.StaffPage) },
      { path: ':id', title: USERS.nav.user, loadComponent: () => import('./pages/user.page').then((m) => m.UserPage) },
    ],
  },
];
