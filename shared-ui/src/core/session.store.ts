import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { Me, Session } from '@orbisvoice/shared-dto';
import type { Permission, StaffPermission } from '@orbisvoice/shared-dto/values';
import { firstValueFrom } from 'rxjs';
import { API } from './api-client';
import { ApiProblem } from './api-problem';
import { APP_CLIENT } from './app-client';
import { preferences } from './browser-storage';

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
  private refreshing: Promise<boolean> | null = null;

  readonly me = computed<Me | null>(() => this.session()?.me ?? null);
  readonly isSignedIn = computed(() => this.session() !== null);
  readonly timeZone = computed(() => this.me()?.tenant.timeZone ?? 'UTC');

  constructor() {
    this.others?.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.data === 'logged-out') this.session.set(null);
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
    this.session.set(session);
    preferences.set(this.hint, '1');
  }

  /** Puts in the profile a PATCH has answered with. */
  updateMe(me: Me): void {
    this.session.update((session) => session && { ...session, me });
  }

  /** Resumes the session of the cookie after a reload. Resolves to whether somebody is signed in. */
  restore(): Promise<boolean> {
    if (this.isSignedIn()) return Promise.resolve(true);
    if (preferences.get(this.hint) === null) return Promise.resolve(false);
    return this.refresh();
  }

  /** A new access token by the cookie; many callers share one call. False when the session is over. */
  refresh(): Promise<boolean> {
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

  /** Drops the session locally: the server has already ended it. */
  forget(): void {
    this.session.set(null);
    preferences.set(this.hint, null);
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
