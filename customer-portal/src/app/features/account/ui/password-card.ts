import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvForm, OvFormProblem, OvPassword } from '@orbisvoice/shared-ui/forms';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { AccountApi } from '../account.api';
import { S } from '../account.strings';

const EMPTY = { currentPassword: '', newPassword: '' };

/** A new password, with the current one as proof. */
@Component({
  selector: 'ov-password-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvCard, OvForm, OvFormProblem, OvPassword],
  template: `
    <ov-card [heading]="s.heading">
      <form class="ov-stack" [ovForm]="state" (ovSubmit)="save()">
        <ov-form-problem [state]="state" />
        <input hidden type="email" autocomplete="username" [value]="session.me()?.email ?? ''" [attr.aria-label]="email" />
        <ov-password
          [state]="state"
          name="currentPassword"
          autocomplete="current-password"
          [label]="s.current"
          [maxLength]="limits.passwordMax"
        />
        <ov-password
          [state]="state"
          name="newPassword"
          [label]="s.next"
          [hint]="s.hint"
          [minLength]="limits.passwordMin"
          [maxLength]="limits.passwordMax"
        />
        <div>
          <button ov-button variant="strong" [isLoading]="state.isBusy()">
            <span>{{ s.save }}</span>
          </button>
        </div>
      </form>
    </ov-card>
  `,
})
export class PasswordCard {
  /** The other sessions may have been ended by it. */
  readonly changed = output<void>();
  protected readonly session = inject(SessionStore);
  protected readonly s = S.password;
  protected readonly email = S.profile.email;
  protected readonly limits = LIMITS;
  protected readonly state = new FormState(EMPTY);
  private readonly api = inject(AccountApi);
  private readonly toasts = inject(ToastService);

  protected async save(): Promise<void> {
    const done = await this.state.submit((body) => this.api.changePassword(body));
    if (!done) return;
    this.state.reset(EMPTY);
    this.toasts.show({ text: S.password.saved });
    this.changed.emit();
  }
}
