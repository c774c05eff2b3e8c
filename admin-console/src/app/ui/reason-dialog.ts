import { ChangeDetectionStrategy, Component, input, output, viewChild } from '@angular/core';
import { OvDialog, OvNotice } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../core/strings';

/** What is asked before a deed that staff answers for. */
export interface ReasonQuestion {
  readonly heading: string;
  readonly text: string;
  /** What follows that may surprise. */
  readonly warning?: string | null;
  readonly reason: string;
  readonly hint: string;
  readonly confirm: string;
  /** Fewer letters than these are no reason. */
  readonly minLength?: number;
  readonly isOptional?: boolean;
  readonly isDangerous?: boolean;
}

/** Asks for the reason and does the deed; what refuses it is said in the dialog, which stays open. */
@Component({
  selector: 'oc-reason-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem, OvNotice],
  template: `
    @let it = question();
    <ov-dialog [heading]="it.heading" (closed)="closed.emit()">
      <form class="oc-dialog-form" [ovForm]="form" (ovSubmit)="submit()">
        <p>{{ it.text }}</p>
        @if (it.warning; as warning) {
          <ov-notice tone="warning">{{ warning }}</ov-notice>
        }
        <ov-form-problem [state]="form" />
        <ov-field [label]="it.reason" [hint]="it.hint" [isOptional]="it.isOptional ?? false">
          <textarea
            [ovControl]="form"
            name="reason"
            rows="2"
            maxlength="300"
            [attr.minlength]="it.minLength"
            [required]="!it.isOptional"
          ></textarea>
        </ov-field>
        <div class="ov-dialog-actions">
          <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
          <button ov-button type="submit" [variant]="it.isDangerous ? 'danger' : 'strong'" [isLoading]="form.isBusy()">
            <span>{{ it.confirm }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReasonDialog {
  readonly question = input.required<ReasonQuestion>();
  /** Does it. Rejects with an `ApiProblem`. */
  readonly deed = input.required<(reason: string) => Promise<void>>();
  readonly closed = output<void>();

  protected readonly words = STRINGS.dialog;
  protected readonly form = new FormState({ reason: '' });
  private readonly dialog = viewChild.required(OvDialog);

  protected async submit(): Promise<void> {
    const done = await this.form.submit(({ reason }) => this.deed()(reason.trim()));
    if (done) this.close();
  }

  protected close(): void {
    this.dialog().close();
  }
}
