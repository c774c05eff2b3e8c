import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { CancelSubscription, Subscription } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { formatDate } from '@orbisvoice/shared-ui/format';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { BillingStore } from '../billing.store';
import { CANCEL_REASON_LABELS, S } from '../billing.strings';

type Reason = CancelSubscription['reason'];

/** Cancels at the end of the period, with a reason; says what stays and until when. */
@Component({
  selector: 'ov-cancel-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    <ov-dialog [heading]="s.heading(planName())" (closed)="closed.emit()">
      <p>{{ text() }}</p>
      <form class="ov-stack" [ovForm]="state" (ovSubmit)="send()">
        <ov-form-problem [state]="state" />
        <ov-field [label]="s.reason">
          <select [ovControl]="state" name="reason" required>
            <option value="">{{ s.choose }}</option>
            @for (reason of reasons; track reason.value) {
              <option [value]="reason.value">{{ reason.label }}</option>
            }
          </select>
        </ov-field>
        <ov-field isOptional [label]="s.comment">
          <textarea [ovControl]="state" name="comment" maxlength="1000"></textarea>
        </ov-field>
        <div class="ov-dialog-actions">
          <button ov-button type="button" variant="strong" (click)="closed.emit()">{{ s.keep }}</button>
          <button ov-button variant="danger" [isLoading]="state.isBusy()">
            <span>{{ s.confirm }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
})
export class CancelDialog {
  readonly subscription = input.required<Subscription>();
  readonly planName = input.required<string>();
  readonly closed = output<void>();
  readonly canceled = output<Subscription>();

  protected readonly s = S.cancel;
  protected readonly reasons = Object.entries(CANCEL_REASON_LABELS).map(([value, label]) => ({ value, label }));
  protected readonly state = new FormState<{ reason: Reason | ''; comment: string }>({ reason: '', comment: '' });
  private readonly store = inject(BillingStore);
  private readonly session = inject(SessionStore);

  protected readonly text = computed(() => {
    const end = this.subscription().currentPeriodEnd;
    return end ? S.cancel.text(formatDate(end, this.session.timeZone())) : S.cancel.textPlain;
  });

  protected async send(): Promise<void> {
    const { reason, comment } = this.state.value();
    if (reason === '') return;
    const done = await this.state.submit(() => this.store.cancel({ reason, comment: comment.trim() || undefined }));
    if (done) this.canceled.emit(done.answer);
  }
}
