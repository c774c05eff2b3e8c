import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { CancelSubscription, Subscription } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { formatDate, formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { BillingStore } from '../billing.store';
import { CANCEL_REASON_LABELS, S } from '../billing.strings';

type Reason = CancelSubscription['reason'];

/** Cancels at the end of the period, with a reason; says first what stays, what ends and when. */
@Component({
  selector: 'ov-cancel-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    <ov-dialog [heading]="s.heading(planName())" (closed)="closed.emit()">
      <div class="ov-stack-s">
        <h3>{{ s.what }}</h3>
        <ul>
          @for (line of consequences(); track line) {
            <li>{{ line }}</li>
          }
        </ul>
      </div>
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
          <textarea class="short" [ovControl]="state" name="comment" maxlength="1000"></textarea>
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
  private readonly timeZone = inject(SessionStore).timeZone;

  protected readonly consequences = computed(() => {
    const { currentPeriodEnd: end, overage, currency } = this.subscription();
    return [
      end ? S.cancel.until(this.planName(), formatDate(end, this.timeZone())) : S.cancel.untilPlain(this.planName()),
      ...this.limits(),
      ...(overage.amount > 0 ? [S.cancel.overage(formatMoney(overage.amount, currency))] : []),
      S.cancel.data,
      S.cancel.undo,
    ];
  });

  protected async send(): Promise<void> {
    const { reason, comment } = this.state.value();
    if (reason === '') return;
    const done = await this.state.submit(() => this.store.cancel({ reason, comment: comment.trim() || undefined }));
    if (done) this.canceled.emit(done.answer);
  }

  /** What the free plan holds, once the plans are here. */
  private limits(): string[] {
    const { limit, used } = this.subscription().usage;
    const free = this.store.free()?.conversationLimit;
    if (free === undefined) return [];
    const falls = S.cancel.limit(formatNumber(free), formatNumber(limit));
    return used > free ? [falls, S.cancel.over(formatNumber(used))] : [falls];
  }
}
