import { ChangeDetectionStrategy, Component, computed, input, output, viewChild } from '@angular/core';
import type { AlertAction } from '@orbisvoice/shared-dto/values';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { ACTION_WORDS, ALERT } from '../alerts.strings';

/** Asks for the note of a deed and does it; what refuses it is said in the dialog, which stays open. */
@Component({
  selector: 'oc-act-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    @let it = asked();
    <ov-dialog [heading]="it.heading" (closed)="closed.emit()">
      <form class="oc-dialog-form" [ovForm]="form" (ovSubmit)="submit()">
        <p>{{ it.text }}</p>
        <ov-form-problem [state]="form" />
        <ov-field [label]="words.note" [hint]="words.noteHint" [isOptional]="it.isNoteOptional">
          <textarea [ovControl]="form" name="note" rows="3" minlength="3" maxlength="1000" [required]="!it.isNoteOptional"></textarea>
        </ov-field>
        <div class="ov-dialog-actions">
          <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
          <button ov-button type="submit" variant="strong" [isLoading]="form.isBusy()">
            <span>{{ it.label }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActDialog {
  readonly action = input.required<AlertAction>();
  /** Does it. Rejects with an `ApiProblem`. */
  readonly deed = input.required<(action: AlertAction, note: string) => Promise<void>>();
  readonly closed = output<void>();

  protected readonly words = ALERT;
  protected readonly asked = computed(() => ACTION_WORDS[this.action()]);
  protected readonly form = new FormState({ note: '' });
  private readonly dialog = viewChild.required(OvDialog);

  protected async submit(): Promise<void> {
    const done = await this.form.submit(({ note }) => this.deed()(this.action(), note.trim()));
    if (done) this.close();
  }

  protected close(): void {
    this.dialog().close();
  }
}
