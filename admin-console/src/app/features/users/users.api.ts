import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AdminUser,
  AdminUserDetail,
  AdminUserQuery,
  AuditEntry,
  RevokedSessions,
  StaffChange,
  StaffChangeQuery,
  UnlockedSignIn,
  UserActivityQuery,
} from '@orbisvoice/shared-dto';
import { ApiClient, apiResource, keysetList, type ApiResource, type KeysetList } from '@orbisvoice/shared-ui/core';

const PATH = 'admin/users';
const CHANGES = 'admin/staff-changes';
const pathOf = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;

/** Where people are read, and where staff help them in and decide who is staff. */
@Injectable({ providedIn: 'root' })
export class UsersApi {
  private readonly api = inject(ApiClient);

  list(query: Signal<Omit<AdminUserQuery, 'cursor'>>): KeysetList<AdminUser> {
    return keysetList(() => ({ path: PATH, query: { ...query() } }));
  }

  /** One person; an empty id asks for nothing yet. */
  detail(id: Signal<string>): ApiResource<AdminUserDetail> {
    return apiResource(() => (id() ? { path: pathOf(id()) } : undefined));
  }

  /** What one person did and what was done to them. */
  activity(id: Signal<string>, query: Signal<Omit<UserActivityQuery, 'cursor'>>): KeysetList<AuditEntry> {
    return keysetList(() => ({ path: `${pathOf(id())}/activity`, query: { ...query() } }));
  }

  /** One session, or all of them. @throws ApiProblem `admin.session_not_found` for one that is over */
  endSessions(id: string, reason: string, sessionId?: string): Promise<RevokedSessions> {
    return this.api.post<RevokedSessions>(`${pathOf(id)}/sessions/revoke`, { reason, ...(sessionId !== undefined && { sessionId }) });
  }

  /** @throws ApiProblem `request.rate_limited` when the mailbox got enough of it */
  async sendReset(id: string, reason: string): Promise<void> {
    await this.api.post(`${pathOf(id)}/password-reset`, { reason });
  }

  /** @throws ApiProblem `admin.user_verified` */
  async sendVerification(id: string, reason: string): Promise<void> {
    await this.api.post(`${pathOf(id)}/verification-mail`, { reason });
  }

  /** @throws ApiProblem */
  unlock(id: string, reason: string): Promise<UnlockedSignIn> {
    return this.api.post<UnlockedSignIn>(`${pathOf(id)}/unlock`, { reason });
  }

  /** @throws ApiProblem `admin.staff_*` */
  propose(id: string, isAdmin: boolean, reason: string): Promise<StaffChange> {
    return this.api.put<StaffChange>(`${pathOf(id)}/admin`, { isAdmin, reason });
  }

  changes(query: Signal<Omit<StaffChangeQuery, 'cursor'>>): KeysetList<StaffChange> {
    return keysetList(() => ({ path: CHANGES, query: { ...query() } }));
  }

  /** @throws ApiProblem `admin.staff_*` */
  confirm(id: string): Promise<StaffChange> {
    return this.api.post<StaffChange>(`${CHANGES}/${encodeURIComponent(id)}/confirm`);
  }

  /** @throws ApiProblem `admin.staff_change_closed` */
  withdraw(id: string, reason: string): Promise<StaffChange> {
    return this.api.post<StaffChange>(`${CHANGES}/${encodeURIComponent(id)}/withdraw`, { reason });
  }
}
