import type { Routes } from '@angular/router';
import type { Area } from './core/area';
import { STRINGS } from './core/strings';

const { nav } = STRINGS;

/**
 * The console's areas, in the order of the rail. A line here is all that a new one needs: its route, its place in the rail, its key, the
 * help of the keys and the pages of the palette come from it.
 */
export const AREAS: readonly Area[] = [
  { path: '', label: nav.overview, key: 'o', load: () => import('./features/overview/overview.routes').then((m) => m.OVERVIEW_ROUTES) },
  { path: 'tenants', label: nav.tenants, key: 't', load: () => import('./features/tenants/tenants.routes').then((m) => m.TENANTS_ROUTES) },
  { path: 'users', label: nav.users, key: 'u', load: () => import('./features/users/users.routes').then((m) => m.USERS_ROUTES) },
  { path: 'billing', label: nav.billing, key: 'b', load: () => import('./features/billing/billing.routes').then((m) => m.BILLING_ROUTES) },
  {
    path: 'referrals',
    label: nav.referrals,
    key: 'r',
    load: () => import('./features/referrals/referrals.routes').then((m) => m.REFERRALS_ROUTES),
  },
  { path: 'emails', label: nav.emails, key: 'e', load: () => import('./features/emails/emails.routes').then((m) => m.EMAILS_ROUTES) },
  { path: 'system', label: nav.system, key: 's', load: () => import('./features/system/system.routes').then((m) => m.SYSTEM_ROUTES) },
  { path: 'alerts', label: nav.alerts, key: 'l', load: () => import('./features/alerts/alerts.routes').then((m) => m.ALERTS_ROUTES) },
  { path: 'audit', label: nav.audit, key: 'a', load: () => import('./features/audit/audit.routes').then((m) => m.AUDIT_ROUTES) },
];

/** The routes of the areas, each loaded when somebody goes there. */
export const AREA_ROUTES: Routes = AREAS.map(({ path, load }) => ({
  path,
  ...(path === '' && { pathMatch: 'full' as const }),
  loadChildren: load,
}));

/** Routes that belong to several areas, looked at when the area of an address has no such page. */
export const SHARED_ROUTES: Routes = [
  { path: 'tenants/:id', loadChildren: () => import('./tenant-lists.routes').then((m) => m.TENANT_LISTS_ROUTES) },
];
