import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import type { InviteMember } from '@orbisvoice/shared-dto';
import { LIMITS, type Role } from '@orbisvoice/shared-dto/values';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { ROLE_HINTS, ROLE_LABELS } from '../../../core/role-labels';
import { TeamStore } from '../team.store';
import { S } from '../team.strings';

/** Roles one can be invited to; ownership is given afterwards, to somebody who is there. */
const INVITABLE = ['member', 'admin'] as const satisfies readonly (InviteMember['role'] & Role)[];

/** An address and a role. */
@Component({
  selector: 'ov-invite-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    <ov-dialog [heading]="s.heading" (closed)="closed.emit()">
      <form class="ov-stack" [ovForm]="state" (ovSubmit)="send()">
        <ov-form-problem [state]="state" />
        <ov-field [label]="s.email">
          <input [ovControl]="state" name="email" type="email" required [attr.maxlength]="limits.emailMax" autocomplete="off" />
        </ov-field>
        <ov-field [label]="s.role" [hint]="hint()">
          <select [ovControl]="state" name="role">
            @for (role of roles; track role) {
              <option [value]="role" [selected]="role === state.value().role">{{ labels[role] }}</option>
            }
          </select>
        </ov-field>
        <div class="ov-dialog-actions">
          <button ov-button variant="strong" [isLoading]="state.isBusy()">
            <span>{{ s.send }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
})
export class InviteDialog {
  readonly closed = output<void>();
  readonly invited = output<string>();
  protected readonly s = S.form;
  protected readonly limits = LIMITS;
  protected readonly roles = INVITABLE;
  protected readonly labels = ROLE_LABELS;
  protected readonly state = new FormState<InviteMember>({ email: '', role: 'member' });
  protected readonly hint = computed(() => ROLE_HINTS[this.state.value().role]);
  private readonly store = inject(TeamStore);

  protected async send(): Promise<void> {
    const done = await this.state.submit((body) => this.store.invite(body));
    if (done) this.invited.emit(this.state.value().email);
  }
}
