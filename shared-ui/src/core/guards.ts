import { inject } from '@angular/core';
import { RedirectCommand, Router, type CanActivateFn, type Route } from '@angular/router';
import type { Permission, StaffPermission } from '@orbisvoice/shared-dto/values';
import { SessionStore } from './session.store';

/** Only signed-in people; the others log in and come back. */
export const authGuard: CanActivateFn = async (_route, state) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  const isSignedIn = await session.restore();
  return isSignedIn || router.createUrlTree(['/log-in'], { queryParams: state.url === '/' ? {} : { returnTo: state.url } });
};

/** Pages for visitors (log-in, sign-up): who is signed in already goes home. */
export const anonymousGuard: CanActivateFn = async () => {
  const session = inject(SessionStore);
  const router = inject(Router);
  return !(await session.restore()) || router.createUrlTree(['/']);
};

/** Shows the page `/denied` under the asked address unless the person may do `permission`. Spread into a route: `...needs('agents.read')`. */
function permissionGuard(permission: Permission | StaffPermission): CanActivateFn {
  return () => {
    const router = inject(Router);
    if (inject(SessionStore).can(permission)) return true;
    return new RedirectCommand(router.parseUrl('/denied'), { skipLocationChange: true });
  };
}

/** The guard and the data of a route that names its permission once. */
export function needs(permission: Permission | StaffPermission): Pick<Route, 'canActivate' | 'data'> {
  return { canActivate: [permissionGuard(permission)], data: { permission } };
}

/** Where to go after log-in: a path of this app, never another site. */
export function safeReturnTo(wanted: string | null | undefined): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
