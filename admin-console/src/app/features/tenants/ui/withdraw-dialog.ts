import { ChangeDetectionStrategy, Component, computed, inject, input, output, viewChild } from '@angular/core';
import type { ChangeLimits, LimitAdjustment } from '@orbisvoice/shared-dto';
import { OvDialog, ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { partName } from '../limit-words';
import { LIMIT_DIALOG } from '../tenant-parts.strings';

/** Ends a limit or a grant before its time. */
@Component({
  selector: 'oc-withdraw-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    <ov-dialog [heading]="words.withdraw" (closed)="leave()">
      <form class="ov-stack" [ovForm]="state" (ovSubmit)="send()">
        <p>{{ text() }}</p>
        <ov-form-problem [state]="state" />
        <ov-field [label]="words.reason" [hint]="words.reasonHint">
          <textarea [ovControl]="state" name="reason" required minlength="10" maxlength="500" rows="2"></textarea>
        </ov-field>
        <div class="ov-dialog-actions">
          <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
          <button ov-button variant="danger" [isLoading]="state.isBusy()">
            <span>{{ words.withdraw_ }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WithdrawDialog {
  readonly adjustment = input.required<LimitAdjustment>();
  readonly revision = input.required<number>();
  /** Does it. Rejects with an `ApiProblem`. */
  readonly deed = input.required<(body: ChangeLimits) => Promise<void>>();
  /** The dialog is gone; true when the limits are not what was looked at any more. */
  readonly closed = output<boolean>();

  protected readonly words = LIMIT_DIALOG;
  protected readonly state = new FormState({ reason: '' });
  protected readonly text = computed(() =>
    LIMIT_DIALOG.withdrawText(partName(this.adjustment()), formatNumber(this.adjustment().quantity)),
  );
  private readonly dialog = viewChild.required(OvDialog);
  private readonly toasts = inject(ToastService);

  protected close(): void {
    this.dialog().close();
  }

  protected leave(): void {
    this.closed.emit(this.state.problem() !== null);
  }

  protected async send(): Promise<void> {
    const body = { action: 'withdraw', adjustmentId: this.adjustment().id, revision: this.revision() } as const;
    const done = await this.state.submit(({ reason }) => this.deed()({ ...body, reason: reason.trim() }));
    if (!done) return;
    this.toasts.show({ text: LIMIT_DIALOG.doneWithdraw });
    this.close();
  }
}
