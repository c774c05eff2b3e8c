import { inject, Injectable } from '@angular/core';
import type { StaffChange } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { UsersApi } from './users.api';
import { STAFF } from './users.strings';

/** What is done about a proposal, and what is said of it. */
@Injectable({ providedIn: 'root' })
export class StaffDecisions {
  private readonly api = inject(UsersApi);
  private readonly toasts = inject(ToastService);

  /** @throws ApiProblem */
  async confirm({ id, isAdmin, userName }: StaffChange): Promise<void> {
    await this.api.confirm(id);
    this.toasts.show({ text: STAFF.confirmed[isAdmin ? 'grant' : 'revoke'](userName) });
  }

  /** @throws ApiProblem */
  async withdraw(id: string, reason: string): Promise<void> {
    await this.api.withdraw(id, reason);
    this.toasts.show({ text: STAFF.withdrawn });
  }

  /** Says that a proposal was made, with the way to take it back at once. */
  proposed(id: string, name: string, changed: () => void): void {
    const undo = (): void => void this.takeBack(id).then(changed);
    this.toasts.show({ text: STAFF.proposed(name), undo });
  }

  private async takeBack(id: string): Promise<void> {
    try {
      await this.api.withdraw(id, STAFF.undoReason);
      this.toasts.show({ text: STAFF.undone });
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}
