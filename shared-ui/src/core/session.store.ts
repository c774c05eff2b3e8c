import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { ImpersonatedSession, Me, Session } from '@orbisvoice/shared-dto';
import type { Permission, StaffPermission } from '@orbisvoice/shared-dto/values';
import { firstValueFrom } from 'rxjs';
import { API } from './api-client';
import { ApiProblem } from './api-problem';
import { APP_CLIENT } from './app-client';
import { preferences } from './browser-storage';
import type { Impersonation } from './impersonation';

/**
 * Who is signed in. The access token lives in memory only; the refresh token in an HttpOnly cookie that no script can read.
 * A remembered "there is a session" spares visitors the refresh call that could only fail.
 */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly http = inject(HttpClient);
  private readonly client = inject(APP_CLIENT);
  private readonly hint = `${this.client}.session`;
  private readonly session = signal<Session | null>(null);
  private readonly others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`orbis.${this.client}`);
  private readonly acting = signal<Impersonation | null>(null);
  private refreshing: Promise<boolean> | null = null;

  readonly me = computed<Me | null>(() => this.session()?.me ?? null);
  readonly isSignedIn = computed(() => this.session() !== null);
  /** Staff acting as this person, in this tab alone. Stays when it is over, so that the tab does not become somebody else unnoticed. */
  readonly impersonation = this.acting.asReadonly();
  readonly timeZone = computed(() => this.me()?.tenant.timeZone ?? 'UTC');

  constructor() {
    this.others?.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.data === 'logged-out' && !this.acting()) this.session.set(null);
    });
  }

  get accessToken(): string | null {
    return this.session()?.accessToken ?? null;
  }

  can(permission: Permission | StaffPermission): boolean {
    const me = this.me();
    if (!me) return false;
    if (permission === 'admin.read' || permission === 'admin.manage') return me.isAdmin;
    return me.permissions.includes(permission);
  }

  /** Takes over a session the API has just answered with. */
  start(session: Session): void {
    this.acting.set(null);
    this.session.set(session);
    preferences.set(this.hint, '1');
  }

  /** Takes over a session as somebody else. It lives in the memory of this tab: no cookie, no hint, nothing other tabs hear of. */
  startImpersonation({ impersonation, ...session }: ImpersonatedSession): void {
    this.acting.set({ ...impersonation, expiresAt: session.expiresAt });
    this.session.set(session);
  }

  /** Ends acting as somebody, here and on the server. Resolves to whether the server heard of it; without it, time ends it. */
  async endImpersonation(): Promise<boolean> {
    const isDone = await firstValueFrom(this.http.delete(`${API}/auth/impersonation`)).then(
      () => true,
      (error: unknown) => ApiProblem.from(error).status === 401,
    );
    this.forget();
    return isDone;
  }

  /** Puts in the profile a PATCH has answered with. */
  updateMe(me: Me): void {
    this.session.update((session) => session && { ...session, me });
  }

  /** Resumes the session of the cookie after a reload. Resolves to whether somebody is signed in. */
  restore(): Promise<boolean> {
    if (this.isSignedIn()) return Promise.resolve(true);
    if (this.acting() || preferences.get(this.hint) === null) return Promise.resolve(false);
    return this.refresh();
  }

  /** A new access token by the cookie; many callers share one call. False when the session is over. */
  refresh(): Promise<boolean> {
    // the cookie is of whoever uses this browser: it must not take the place of the person acted as
    if (this.acting()) {
      this.forget();
      return Promise.resolve(false);
    }
    this.refreshing ??= this.inTurn(() => this.requestRefresh()).finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  /** Ends the session here, in the other tabs and on the server. Resolves to whether the server heard of it. */
  async logOut(): Promise<boolean> {
    const isDone = await firstValueFrom(this.http.post(`${API}/auth/logout`, {})).then(
      () => true,
      (error: unknown) => ApiProblem.from(error).status === 401,
    );
    this.forget();
    this.others?.postMessage('logged-out');
    return isDone;
  }

  /** Drops the session locally: the server has already ended it. What this browser knows of its own user stays when it was somebody else's. */
  forget(): void {
    this.session.set(null);
    if (!this.acting()) preferences.set(this.hint, null);
  }

  private async requestRefresh(): Promise<boolean> {
    try {
      this.start(await firstValueFrom(this.http.post<Session>(`${API}/auth/refresh`, {})));
      return true;
    } catch (error) {
      const problem = ApiProblem.from(error);
      if (problem.status !== 401 && problem.status !== 403) throw problem;
      this.forget();
      return false;
    }
  }

  /** Tabs share one cookie: two that rotate it at once would look like theft to the server, so they take turns. */
  private async inTurn(task: () => Promise<boolean>): Promise<boolean> {
    if (typeof navigator === 'undefined' || !('locks' in navigator)) return task();
    return navigator.locks.request(`orbis.${this.client}.refresh`, async () => task());
  }
}
