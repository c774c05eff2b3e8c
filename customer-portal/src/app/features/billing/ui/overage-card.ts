import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Overage, UsageSummary } from '@orbisvoice/shared-dto';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { BillingStore } from '../billing.store';
import { moneyText, parseMoney } from '../money-input';
import { conversationsFor, formatRate } from '../rate';
import { U } from '../usage.strings';

/** Whether conversations may go beyond the limit, for how much at most, and what that has cost so far. */
@Component({
  selector: 'ov-overage-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvButton, OvCard, OvControl, OvField, OvForm, OvFormProblem, RouterLink],
  templateUrl: './overage-card.html',
})
export class OverageCard {
  readonly overage = input.required<Overage>();
  readonly usage = input.required<UsageSummary>();
  readonly canManage = input.required<boolean>();

  protected readonly s = U.overage;
  protected readonly state = new FormState({ capAmount: '' });
  private readonly store = inject(BillingStore);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);

  protected readonly rate = computed(() => {
    const { unitMicros, currency } = this.overage();
    return unitMicros === null ? '' : formatRate(unitMicros, currency);
  });
  protected readonly spent = computed(() => {
    const { quantity, amount } = this.overage();
    return U.overage.counted(formatNumber(quantity), this.money(amount));
  });
  /** What the cap in the field would mean, while it is typed. */
  protected readonly meaning = computed(() => {
    const cap = this.typedCap();
    if (cap === null) return null;
    const { used, reserved, limit } = this.usage();
    const ceiling = limit + conversationsFor(cap, this.overage());
    const more = ceiling - used - reserved;
    if (more <= 0) return U.overage.stopsNow;
    return more === 1 ? U.overage.stopsOne(formatNumber(ceiling)) : U.overage.stops(formatNumber(more), formatNumber(ceiling));
  });
  private readonly typedCap = computed(() => parseMoney(this.state.value().capAmount, this.overage().currency));

  constructor() {
    // what the API says is in the field, unless the person is typing
    effect(() => {
      const { capAmount, currency } = this.overage();
      const text = capAmount === null ? '' : moneyText(capAmount, currency);
      if (!untracked(this.state.isDirty)) this.state.reset({ capAmount: text });
    });
  }

  protected async save(): Promise<void> {
    const capAmount = this.typedCap();
    const problem = this.problemOf(capAmount);
    if (capAmount === null || problem) return this.state.setErrors({ capAmount: problem ?? U.overage.invalid });
    const done = await this.state.submit(() => this.store.changeOverage({ isEnabled: true, capAmount }));
    if (done) this.toasts.show({ text: U.overage.on(this.money(capAmount)) });
  }

  protected async turnOff(): Promise<void> {
    const { amount, capAmount } = this.overage();
    const text = [U.overage.confirmOffText, ...(amount > 0 ? [U.overage.confirmOffUsed(this.money(amount))] : [])].join(' ');
    const question = { heading: U.overage.confirmOff, text, confirmLabel: U.overage.turnOff };
    if (!(await this.confirm.ask(question))) return;
    const done = await this.state.submit(() => this.store.changeOverage({ isEnabled: false }));
    if (!done) return;
    const undo = capAmount === null ? {} : { undo: () => void this.restore(capAmount) };
    this.toasts.show({ text: U.overage.off, ...undo });
  }

  protected money(minor: number | null): string {
    return formatMoney(minor, this.overage().currency);
  }

  private async restore(capAmount: number): Promise<void> {
    await this.state.submit(() => this.store.changeOverage({ isEnabled: true, capAmount }));
  }

  private problemOf(cap: number | null): string | null {
    if (cap === null) return U.overage.invalid;
    const { overageCapMin: min, overageCapMax: max } = LIMITS;
    return cap < min || cap > max ? U.overage.range(this.money(min), this.money(max)) : null;
  }
}
