import { ChangeDetectionStrategy, Component, input, output, viewChild } from '@angular/core';
import type { AddEmailSuppression } from '@orbisvoice/shared-dto';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { ADD } from '../suppressions.strings';

/** Asks for an address, what to hold back from it, and why. */
@Component({
  selector: 'oc-suppress-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    <ov-dialog [heading]="words.heading" (closed)="closed.emit()">
      <form class="oc-dialog-form" [ovForm]="form" (ovSubmit)="submit()">
        <p>{{ words.text }}</p>
        <ov-form-problem [state]="form" />
        <ov-field [label]="words.email">
          <input [ovControl]="form" name="email" type="email" autocomplete="off" maxlength="254" required />
        </ov-field>
        <ov-field [label]="words.scope">
          <select [ovControl]="form" name="scope">
            <option value="all">{{ words.all }}</option>
            <option value="optional">{{ words.optional }}</option>
          </select>
        </ov-field>
        <ov-field [label]="words.reason" [hint]="words.hint">
          <textarea [ovControl]="form" name="reason" rows="2" minlength="3" maxlength="300" required></textarea>
        </ov-field>
        <div class="ov-dialog-actions">
          <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
          <button ov-button type="submit" variant="strong" [isLoading]="form.isBusy()">
            <span>{{ words.confirm }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SuppressDialog {
  /** Does it. Rejects with an `ApiProblem`. */
  readonly deed = input.required<(body: AddEmailSuppression) => Promise<void>>();
  readonly closed = output<void>();

  protected readonly words = ADD;
  protected readonly form = new FormState<AddEmailSuppression>({ email: '', scope: 'all', reason: '' });
  private readonly dialog = viewChild.required(OvDialog);

  protected async submit(): Promise<void> {
    const done = await this.form.submit((body) => this.deed()({ ...body, email: body.email.trim(), reason: body.reason.trim() }));
    if (done) this.close();
  }

  protected close(): void {
    this.dialog().close();
  }
}
