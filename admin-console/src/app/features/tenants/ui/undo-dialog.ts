import { ChangeDetectionStrategy, Component, inject, input, output, signal, viewChild } from '@angular/core';
import type { TenantBulkRun } from '@orbisvoice/shared-dto';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { BulkRunStore } from '../bulk-run.store';
import { BULK } from '../tenant-list.strings';

/** Takes a run back, for a reason. */
@Component({
  selector: 'oc-undo-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    <ov-dialog [heading]="words.undoHeading" (closed)="closed.emit(begun())">
      <p>{{ words.undoText(number(count())) }}</p>
      <form class="ov-stack" [ovForm]="form" (ovSubmit)="send()">
        <ov-form-problem [state]="form" />
        <ov-field [label]="words.reason" [hint]="words.reasonHint">
          <textarea [ovControl]="form" name="reason" required minlength="10" maxlength="500" rows="3"></textarea>
        </ov-field>
        <div class="ov-dialog-actions">
          <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
          <button ov-button variant="strong" [isLoading]="form.isBusy()">
            <span>{{ words.undoAction }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UndoDialog {
  readonly count = input.required<number>();
  /** Gone, with the run that takes it back. */
  readonly closed = output<TenantBulkRun | null>();

  protected readonly words = BULK;
  protected readonly number = formatNumber;
  protected readonly form = new FormState({ reason: '' });
  protected readonly begun = signal<TenantBulkRun | null>(null);
  private readonly store = inject(BulkRunStore);
  private readonly dialog = viewChild.required(OvDialog);

  protected close(): void {
    this.dialog().close();
  }

  protected async send(): Promise<void> {
    const sent = await this.form.submit(({ reason }) => this.store.undo(reason.trim()));
    if (!sent) return;
    this.begun.set(sent.answer);
    this.close();
  }
}
