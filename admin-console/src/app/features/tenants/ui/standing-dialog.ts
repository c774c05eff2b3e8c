import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, viewChild } from '@angular/core';
import type { StandingAction } from '@orbisvoice/shared-dto/values';
import { OvDialog, OvNotice, OvSkeleton, ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { Problem } from '../../../ui/problem';
import { standingEffects } from '../standing-effects';
import { StandingStore } from '../standing.store';
import { STANDING } from '../standing.strings';

/** Changes a tenant's standing: first what it would do, then a reason, and for a ban the tenant's name typed out. */
@Component({
  selector: 'oc-standing-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem, OvNotice, OvSkeleton, Problem],
  providers: [StandingStore],
  templateUrl: './standing-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StandingDialog {
  readonly tenantId = input.required<string>();
  readonly name = input.required<string>();
  readonly action = input.required<StandingAction>();
  /** The dialog is gone; true when the standing changed, by this dialog or before it. */
  readonly closed = output<boolean>();

  protected readonly words = STANDING;
  protected readonly store = inject(StandingStore);
  protected readonly read = this.store.preview;
  protected readonly state = new FormState({ reason: '', typed: '' });
  protected readonly effects = computed(() => {
    const preview = this.read.value();
    return preview ? standingEffects(preview) : [];
  });
  private readonly dialog = viewChild.required(OvDialog);
  private readonly toasts = inject(ToastService);
  private hasChanged = false;

  constructor() {
    effect(() => this.store.order.set({ id: this.tenantId(), action: this.action() }));
  }

  protected close(): void {
    this.dialog().close();
  }

  protected leave(): void {
    const preview = this.read.value();
    const isOutdated = this.state.problem()?.code === 'admin.standing_conflict' || (preview?.isPossible === false && !preview.isProtected);
    this.closed.emit(this.hasChanged || isOutdated);
  }

  protected async send(): Promise<void> {
    const [action, name] = [this.action(), this.name()];
    if (action === 'ban' && this.state.value().typed.trim() !== name) return this.state.setErrors({ typed: STANDING.typedWrong });
    const done = await this.state.submit(({ reason }) => this.store.apply({ id: this.tenantId(), action }, reason));
    if (!done) return;
    this.hasChanged = true;
    this.toasts.show({ text: STANDING.done[action](name) });
    this.close();
  }
}
