import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { Tier } from '@orbisvoice/shared-dto';
import type { BillingInterval } from '@orbisvoice/shared-dto/values';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvIcon, type Tone } from '@orbisvoice/shared-ui/ui';
import { S } from '../billing.strings';
import { priceBy, type PlanRelation } from '../plan-relation';
import { formatRate, yearlySaving } from '../rate';

/** A word about a plan that is not in force, and how serious it is. */
export interface PlanMark {
  text: string;
  tone: Tone;
}

/** A plan: price, what it holds, and the way to it. Only the next one up is the page's call to action. */
@Component({
  selector: 'ov-plan-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvButton, OvIcon],
  host: { '[attr.data-relation]': 'relation()' },
  template: `
    <div class="ov-spread">
      <h3>{{ tier().name }}</h3>
      @if (mark(); as now) {
        <ov-badge [tone]="now.tone">{{ now.text }}</ov-badge>
      }
    </div>
    <div>
      <p class="plan-price">
        @if (price(); as amount) {
          <b>{{ amount }}</b><span class="ov-muted ov-small">{{ s.perInterval[interval()] }}</span>
        } @else {
          <span class="ov-muted">{{ s.plans.notYearly }}</span>
        }
      </p>
      @if (monthly(); as text) {
        <p class="ov-small ov-muted">{{ text }}</p>
      }
    </div>
    <p class="ov-small ov-muted">{{ tier().description }}</p>
    <ul class="plan-features" role="list">
      @for (line of lines(); track line) {
        <li><ov-icon name="check" />{{ line }}</li>
      }
    </ul>
    <p class="plan-beyond ov-small ov-muted">{{ beyond() }}</p>
    @if (label(); as text) {
      <button ov-button type="button" [variant]="relation() === 'next' ? 'primary' : 'secondary'" (click)="choose.emit()">
        <span>{{ text }}</span>
      </button>
    }
  `,
})
export class PlanCard {
  readonly tier = input.required<Tier>();
  readonly interval = input.required<BillingInterval>();
  readonly relation = input.required<PlanRelation>();
  readonly mark = input<PlanMark | null>(null);
  readonly canChoose = input.required<boolean>();
  /** Whether a trial is on offer, and not used up by a plan one already pays for. */
  readonly isTrialOffered = input(false);
  readonly choose = output<void>();
  protected readonly s = S;

  protected readonly price = computed(() => {
    const amount = priceBy(this.tier(), this.interval());
    return amount === null ? null : formatMoney(amount, this.tier().currency, 'compact');
  });
  protected readonly monthly = computed(() => {
    const { priceYearly, currency } = this.tier();
    const saved = yearlySaving(this.tier());
    if (this.interval() !== 'year' || priceYearly === null || saved === null) return null;
    return S.plans.yearAsMonth(formatMoney(Math.round(priceYearly / 12), currency), formatMoney(saved, currency, 'compact'));
  });
  protected readonly lines = computed(() => {
    const { conversationLimit, features, trialDays } = this.tier();
    const trial = this.isTrialOffered() && trialDays > 0 ? [S.plans.trial(trialDays)] : [];
    return [S.plans.limit(formatNumber(conversationLimit)), ...features, ...trial];
  });
  protected readonly beyond = computed(() => {
    const { overageUnitMicros, currency } = this.tier();
    return overageUnitMicros === null ? S.plans.noOverage : S.plans.overage(formatRate(overageUnitMicros, currency));
  });
  protected readonly label = computed(() => {
    const { name, trialDays } = this.tier();
    const relation = this.relation();
    if (!this.canChoose() || relation === 'current' || this.price() === null) return null;
    if (relation === 'lower') return S.plans.downgrade(name);
    if (relation === 'interval') return S.plans.toInterval[this.interval()];
    return this.isTrialOffered() && trialDays > 0 ? S.plans.trialOf(name) : S.plans.upgrade(name);
  });
}
