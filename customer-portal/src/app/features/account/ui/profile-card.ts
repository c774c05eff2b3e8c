import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { ROLE_LABELS } from '../../../core/role-labels';
import { AccountApi } from '../account.api';
import { S } from '../account.strings';

/** One's own name; the rest is for reading. */
@Component({
  selector: 'ov-profile-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvCard, OvControl, OvField, OvForm, OvFormProblem],
  template: `
    <ov-card [heading]="s.heading">
      <form class="ov-stack" [ovForm]="state" (ovSubmit)="save()">
        <ov-form-problem [state]="state" />
        <ov-field [label]="s.name">
          <input [ovControl]="state" name="name" required [attr.maxlength]="limits.nameMax" autocomplete="name" />
        </ov-field>
        @if (session.me(); as me) {
          <dl class="ov-facts">
            <dt>{{ s.email }}</dt>
            <dd>{{ me.email }}</dd>
            <dt>{{ s.role }}</dt>
            <dd>{{ roles[me.role] }}</dd>
            <dt>{{ s.workspace }}</dt>
            <dd>{{ me.tenant.name }}</dd>
            <dt>{{ s.timeZone }}</dt>
            <dd>{{ me.tenant.timeZone }}</dd>
          </dl>
        }
        <div>
          <button ov-button variant="strong" [isLoading]="state.isBusy()">
            <span>{{ s.save }}</span>
          </button>
        </div>
      </form>
    </ov-card>
  `,
})
export class ProfileCard {
  protected readonly session = inject(SessionStore);
  protected readonly s = S.profile;
  protected readonly limits = LIMITS;
  protected readonly roles = ROLE_LABELS;
  protected readonly state = new FormState({ name: this.session.me()?.name ?? '' });
  private readonly api = inject(AccountApi);
  private readonly toasts = inject(ToastService);

  protected async save(): Promise<void> {
    const done = await this.state.submit((body) => this.api.update(body));
    if (!done) return;
    this.session.updateMe(done.answer);
    this.toasts.show({ text: S.profile.saved });
  }
}
