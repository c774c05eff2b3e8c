import { computed, inject, Injectable, signal } from '@angular/core';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { UsersApi } from './users.api';
import { USER_DEFAULTS } from './user-list-query';

export const TABS = ['sessions', 'activity', 'access'] as const;

/** One person, and what staff do about their way in. Every deed reads the person again. */
@Injectable()
export class UserStore {
  private readonly api = inject(UsersApi);
  readonly id = signal('');
  readonly state = urlState(USER_DEFAULTS);
  readonly tab = computed(() => oneOf(this.state.value().tab, TABS) ?? '');
  readonly user = keepLast(this.api.detail(this.id), this.id);

  /** @throws ApiProblem */
  async endSessions(reason: string, sessionId?: string): Promise<void> {
    await this.api.endSessions(this.id(), reason, sessionId);
    this.user.reload();
  }

  /** @throws ApiProblem */
  async sendReset(reason: string): Promise<void> {
    await this.api.sendReset(this.id(), reason);
    this.user.reload();
  }

  /** @throws ApiProblem */
  async sendVerification(reason: string): Promise<void> {
    await this.api.sendVerification(this.id(), reason);
    this.user.reload();
  }

  /** @throws ApiProblem */
  async unlock(reason: string): Promise<void> {
    await this.api.unlock(this.id(), reason);
    this.user.reload();
  }

  /** @returns the id of the proposal @throws ApiProblem */
  async propose(isAdmin: boolean, reason: string): Promise<string> {
    const { id } = await this.api.propose(this.id(), isAdmin, reason);
    this.user.reload();
    return id;
  }
}
