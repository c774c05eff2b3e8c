import { ChangeDetectionStrategy, Component, inject, input, output, viewChild } from '@angular/core';
import type { StaffChange } from '@orbisvoice/shared-dto';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { StaffDecisions } from '../staff-decisions';
import { STAFF } from '../users.strings';

/** The second of two looks once more before it holds. What refuses it is said here; the list is read again then, for it has changed. */
@Component({
  selector: 'oc-confirm-change-dialog',
  imports: [OvButton, OvDialog, OvForm, OvFormProblem],
  template: `
    @let it = change();
    <ov-dialog [heading]="heading()" (closed)="closed.emit(isOutdated)">
      <form class="oc-dialog-form" [ovForm]="form" (ovSubmit)="submit()">
        <p>{{ it.isAdmin ? words.confirmGrant : words.confirmRevoke }}</p>
        <p>{{ words.proposedBy }} {{ it.proposedByName }}:</p>
        <blockquote>{{ it.reason }}</blockquote>
        <ov-form-problem [state]="form" />
        <div class="ov-dialog-actions">
          <button ov-button type="button" (click)="close()">{{ words.cancel }}</button>
          <button ov-button type="submit" [variant]="it.isAdmin ? 'strong' : 'danger'" [isLoading]="form.isBusy()">
            <span>{{ words.confirm }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmChangeDialog {
  readonly change = input.required<StaffChange>();
  readonly heading = input.required<string>();
  /** Whether what the page shows is no longer so. */
  readonly closed = output<boolean>();

  protected readonly words = STAFF;
  protected readonly form = new FormState({});
  protected isOutdated = false;
  private readonly dialog = viewChild.required(OvDialog);
  private readonly decisions = inject(StaffDecisions);

  protected async submit(): Promise<void> {
    const done = await this.form.submit(() => this.decisions.confirm(this.change()));
    this.isOutdated = true;
    if (done) this.close();
  }

  protected close(): void {
    this.dialog().close();
  }
}
