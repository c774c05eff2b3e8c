import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import type { AdminTenantBilling } from '@orbisvoice/shared-dto';
import { OvDialog, OvNotice, ToastService } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { TIER_NAMES } from '../../../core/strings';
import { actionsFor, adjustmentOf, SOLD_PLANS, type AdjustForm } from '../adjust-choices';
import { AdjustStore } from '../adjust.store';
import { ADJUST, ADJUST_NAMES, TIMING_NAMES } from '../adjust.strings';
import { INTERVAL_NAMES } from '../tenant-billing.strings';
import { AdjustSummary } from './adjust-summary';

const MONTHS = ['1', '2', '3', '6', '12', '24'];
const SOMEBODY_WAS_FASTER = ['billing.preview_stale', 'billing.change_pending', 'billing.change_not_possible'];

/** Adjusts a subscription: choose, see what it does and costs, say why. Another choice takes what was shown away. */
@Component({
  selector: 'oc-adjust-dialog',
  imports: [AdjustSummary, OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem, OvNotice],
  providers: [AdjustStore],
  templateUrl: './adjust-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AdjustDialog {
  readonly tenantId = input.required<string>();
  readonly name = input.required<string>();
  readonly subscription = input.required<AdminTenantBilling['subscription']>();
  /** The dialog is gone; true when the subscription is not what was looked at any more. */
  readonly closed = output<boolean>();

  protected readonly words = ADJUST;
  protected readonly names = ADJUST_NAMES;
  protected readonly tiers = TIER_NAMES;
  protected readonly plans = SOLD_PLANS;
  protected readonly intervals = ['month', 'year'] as const;
  protected readonly intervalNames = INTERVAL_NAMES;
  protected readonly timings = ['now', 'period_end'] as const;
  protected readonly timingNames = TIMING_NAMES;
  protected readonly months = MONTHS;
  protected readonly store = inject(AdjustStore);
  protected readonly choice = new FormState<AdjustForm>({
    action: 'change_plan',
    tier: 'professional',
    interval: 'month',
    timing: 'now',
    trialEndsAt: '',
    months: '3',
  });
  protected readonly why = new FormState({ reason: '' });
  protected readonly actions = computed(() => actionsFor(this.subscription()));
  protected readonly isStale = computed(() => this.why.problem()?.code === 'billing.preview_stale');
  private readonly dialog = viewChild.required(OvDialog);
  private readonly toasts = inject(ToastService);
  private hasChanged = false;

  constructor() {
    effect(() => {
      const [first] = this.actions();
      untracked(() => {
        if (first) this.choice.patch({ action: first });
      });
    });
    // what was shown belongs to the choice it was shown for
    effect(() => {
      this.choice.value();
      untracked(() => this.store.forget());
    });
  }

  protected close(): void {
    this.dialog().close();
  }

  protected leave(): void {
    const code = (this.why.problem() ?? this.choice.problem())?.code;
    this.closed.emit(this.hasChanged || SOMEBODY_WAS_FASTER.some((one) => one === code));
  }

  protected async preview(): Promise<void> {
    const adjustment = adjustmentOf(this.choice.value());
    if (!adjustment) return this.choice.setErrors({ trialEndsAt: ADJUST.trialEndNeeded });
    this.why.reset(this.why.value());
    await this.choice.submit(() => this.store.preview(this.tenantId(), adjustment));
  }

  protected async send(): Promise<void> {
    const done = await this.why.submit(({ reason }) => this.store.apply(this.tenantId(), reason.trim()));
    if (!done) return;
    this.hasChanged = true;
    this.toasts.show({ text: ADJUST.done[done.answer.outcome] });
    this.close();
  }
}
