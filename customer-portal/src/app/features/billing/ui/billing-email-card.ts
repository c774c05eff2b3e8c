import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton, OvCard, OvFocusOnShow } from '@orbisvoice/shared-ui/ui';
import { BillingStore } from '../billing.store';
import { D } from '../details.strings';

/** Where receipts go, changed in place. */
@Component({
  selector: 'ov-billing-email-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvCard, OvControl, OvField, OvFocusOnShow, OvForm, OvFormProblem],
  template: `
    <ov-card [heading]="s.heading">
      @if (isEditing()) {
        <form class="ov-stack" [ovForm]="state" (ovSubmit)="save()">
          <ov-form-problem [state]="state" />
          <ov-field [label]="s.label" [hint]="s.hint">
            <input
              [ovControl]="state"
              [ovFocusOnShow]="true"
              name="email"
              type="email"
              required
              autocomplete="email"
              [attr.maxlength]="limits.emailMax"
            />
          </ov-field>
          <div class="ov-row">
            <button ov-button variant="strong" [isLoading]="state.isBusy()">
              <span>{{ s.save }}</span>
            </button>
            <button ov-button type="button" (click)="isEditing.set(false)">{{ s.cancel }}</button>
          </div>
        </form>
      } @else {
        <div class="ov-stack-s">
          <span class="ov-label">{{ s.label }}</span>
          <div class="ov-spread">
            <span class="ov-mono breakable">{{ email() }}</span>
            @if (canManage()) {
              <button ov-button type="button" size="s" [ovFocusOnShow]="wasEditing()" (click)="edit()">{{ s.edit }}</button>
            }
          </div>
          <span class="ov-hint">{{ s.hint }}</span>
        </div>
      }
    </ov-card>
  `,
})
export class BillingEmailCard {
  readonly email = input.required<string>();
  readonly canManage = input.required<boolean>();
  protected readonly s = D.email;
  protected readonly limits = LIMITS;
  protected readonly state = new FormState({ email: '' });
  protected readonly isEditing = signal(false);
  protected readonly wasEditing = signal(false);
  private readonly store = inject(BillingStore);
  private readonly toasts = inject(ToastService);

  protected edit(): void {
    this.state.reset({ email: this.email() });
    this.isEditing.set(true);
    this.wasEditing.set(true);
  }

  protected async save(): Promise<void> {
    const done = await this.state.submit(({ email }) => this.store.changeEmail(email.trim()));
    if (!done) return;
    this.isEditing.set(false);
    this.toasts.show({ text: D.email.saved(done.answer.billingEmail) });
  }
}
