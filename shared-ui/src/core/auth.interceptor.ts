import { HttpErrorResponse, type HttpHandlerFn, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { API } from './api-client';
import { ApiProblem } from './api-problem';
import { APP_CLIENT, CLIENT_HEADER, type AppClient } from './app-client';
import { IMPERSONATION_PATH } from './impersonation';
import { SessionStore } from './session.store';

/** Adds who is calling; when the access token has run out, refreshes it once and sends the call again. */
export const authInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith(`${API}/`)) return next(request);
  const session = inject(SessionStore);
  const client = inject(APP_CLIENT);
  const router = inject(Router);
  const token = session.accessToken;
  return next(signed(request, client, token)).pipe(
    catchError((error: unknown) => {
      // when that cannot be asked either, the page still has the refusal to show
      if (token && isNewlySuspended(error, session)) void Promise.allSettled([session.refresh()]);
      if (!token || !isExpired(error)) return throwError(() => error);
      return from(session.refresh()).pipe(switchMap((isAlive) => retry(isAlive, error)));
    }),
  );

  function retry(isAlive: boolean, error: unknown): ReturnType<HttpHandlerFn> {
    if (isAlive) return next(signed(request, client, session.accessToken));
    if (session.impersonation()) void router.navigate([IMPERSONATION_PATH], { queryParams: { over: 1 } });
    else void router.navigate(['/log-in'], { queryParams: { returnTo: router.url, ended: 1 } });
    return throwError(() => error);
  }
};

function signed(request: HttpRequest<unknown>, client: AppClient, token: string | null): HttpRequest<unknown> {
  const headers = request.headers.set(CLIENT_HEADER, client);
  return request.clone({ headers: token ? headers.set('authorization', `Bearer ${token}`) : headers });
}

/** The workspace was stopped since this page knew of it: who is signed in is asked anew, so that the page can say why. */
function isNewlySuspended(error: unknown, session: SessionStore): boolean {
  if (!(error instanceof HttpErrorResponse) || error.status !== 403) return false;
  return ApiProblem.from(error).code === 'tenants.suspended' && session.me()?.tenant.suspension === null && !session.impersonation();
}

/** A 401 about the token itself; a wrong current password is also a 401, but no reason to refresh. */
function isExpired(error: unknown): boolean {
  return error instanceof HttpErrorResponse && error.status === 401 && ApiProblem.from(error).code === 'access.unauthenticated';
}
