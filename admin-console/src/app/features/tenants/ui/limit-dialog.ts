import { ChangeDetectionStrategy, Component, computed, input, output, viewChild, inject } from '@angular/core';
import type { AdminTenantLimits, ChangeLimits } from '@orbisvoice/shared-dto';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { OvDialog, OvNotice, ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { utcDate } from '../../../core/dates';
import { endOfDay, limitWith } from '../limit-words';
import { LIMIT_DIALOG } from '../tenant-parts.strings';

/** Sets another limit or grants conversations on top; says what the limit will be before it is sent. */
@Component({
  selector: 'oc-limit-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem, OvNotice],
  templateUrl: './limit-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LimitDialog {
  readonly name = input.required<string>();
  readonly kind = input.required<'override' | 'grant'>();
  /** As it was looked at. */
  readonly page = input.required<AdminTenantLimits>();
  /** Does it. Rejects with an `ApiProblem`. */
  readonly deed = input.required<(body: ChangeLimits) => Promise<void>>();
  /** The dialog is gone; true when the limits are not what was looked at any more. */
  readonly closed = output<boolean>();

  protected readonly words = LIMIT_DIALOG;
  protected readonly state = new FormState({ limit: '', quantity: '', recurrence: 'once', endsAt: '', reason: '' });
  protected readonly isOverride = computed(() => this.kind() === 'override');
  protected readonly field = computed(() => (this.isOverride() ? 'limit' : 'quantity'));
  protected readonly heading = computed(() => (this.isOverride() ? LIMIT_DIALOG.set : LIMIT_DIALOG.grant)(this.name()));
  protected readonly onceLabel = computed(() => LIMIT_DIALOG.once(utcDate(this.page().usage.resetsAt)));
  protected readonly isEach = computed(() => !this.isOverride() && this.state.value().recurrence === 'each_period');
  protected readonly untilHint = computed(() =>
    this.isOverride() ? LIMIT_DIALOG.untilOverride : this.isEach() ? LIMIT_DIALOG.untilEach : LIMIT_DIALOG.untilOnce,
  );
  protected readonly count = computed(() => wholeOf(this.isOverride() ? this.state.value().limit : this.state.value().quantity));
  private readonly after = computed(() => {
    const quantity = this.count();
    return quantity === null ? null : limitWith(this.page(), { kind: this.kind(), quantity });
  });
  protected readonly result = computed(() => {
    const after = this.after();
    return after === null ? null : LIMIT_DIALOG.result(formatNumber(this.page().limits.effective), formatNumber(after));
  });
  protected readonly warning = computed(() => {
    const { used, reserved } = this.page().usage;
    const after = this.after();
    return after !== null && after <= used + reserved ? LIMIT_DIALOG.stops(formatNumber(used + reserved)) : null;
  });
  private readonly dialog = viewChild.required(OvDialog);
  private readonly toasts = inject(ToastService);

  protected close(): void {
    this.dialog().close();
  }

  protected leave(): void {
    this.closed.emit(this.state.problem()?.code === 'billing.limits_conflict');
  }

  protected async send(): Promise<void> {
    const count = this.count();
    if (count === null) return this.state.setErrors({ [this.field()]: LIMIT_DIALOG.whole });
    const body = this.bodyOf(count);
    if (body === null) return this.state.setErrors({ endsAt: LIMIT_DIALOG.needsDate });
    if (!(await this.state.submit(() => this.deed()(body)))) return;
    this.toasts.show({ text: this.isOverride() ? LIMIT_DIALOG.doneSet : LIMIT_DIALOG.doneGrant });
    this.close();
  }

  private bodyOf(count: number): ChangeLimits | null {
    const { reason, endsAt: day } = this.state.value();
    const common = { reason: reason.trim(), revision: this.page().revision };
    const endsAt = endOfDay(day);
    if (this.isOverride()) return { action: 'set_override', limit: count, endsAt, ...common };
    if (!this.isEach()) return { action: 'grant_once', quantity: count, endsAt, ...common };
    return endsAt === null ? null : { action: 'grant_each_period', quantity: count, endsAt, ...common };
  }
}

function wholeOf(text: string): number | null {
  const count = /^\d{1,8}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= LIMITS.conversationLimitMax ? count : null;
}
