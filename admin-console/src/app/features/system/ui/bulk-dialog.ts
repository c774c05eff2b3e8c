import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import { OvDialog, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { type BulkOrder, BulkStore } from '../bulk.store';
import { BULK, OUTCOME_NAMES } from '../queues.strings';

/** Retries or discards many dead letters in two steps: which they are, then the deed with its reason. Closing it before leaves all as it is. */
@Component({
  selector: 'oc-bulk-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvNotice, OvSkeleton],
  providers: [BulkStore],
  templateUrl: './bulk-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BulkDialog {
  readonly order = input.required<BulkOrder>();
  /** Gone; under which ids discarded jobs can be put back, or null when nothing was done. */
  readonly closed = output<readonly string[] | null>();

  protected readonly words = BULK;
  protected readonly outcomes = OUTCOME_NAMES;
  protected readonly store = inject(BulkStore);
  protected readonly form = new FormState({ reason: '' });
  private readonly dialog = viewChild.required(OvDialog);
  protected readonly action = computed(() => this.order().action);
  protected readonly heading = computed(() => BULK.heading[this.action()]);

  constructor() {
    effect(() => {
      const order = this.order();
      untracked(() => void this.store.check(order));
    });
  }

  protected async submit(): Promise<void> {
    await this.form.submit(({ reason }) => this.store.apply(this.order(), reason.trim()));
  }

  protected check(): Promise<void> {
    return this.store.check(this.order());
  }

  protected close(): void {
    this.dialog().close();
  }

  protected leave(): void {
    this.closed.emit(this.store.step() === 'done' ? this.store.keptAs() : null);
  }
}
