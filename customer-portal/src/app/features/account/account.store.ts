import { Injectable, inject } from '@angular/core';
import type { SessionList } from '@orbisvoice/shared-dto';
import { apiResource } from '@orbisvoice/shared-ui/core';
import { AccountApi } from './account.api';

/** One's own sessions. */
@Injectable()
export class AccountStore {
  private readonly api = inject(AccountApi);
  readonly sessions = apiResource<SessionList>(() => this.api.sessions());

  async endSession(id: string): Promise<void> {
    await this.api.endSession(id);
    this.sessions.reload();
  }
}
