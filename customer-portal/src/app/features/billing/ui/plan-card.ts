import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { Tier } from '@orbisvoice/shared-dto';
import { OvMoneyPipe, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { S } from '../billing.strings';

/** How a plan relates to the one in force. */
export type PlanRelation = 'current' | 'next' | 'higher' | 'lower';

/** A plan: price, what it holds, and the way to it. Only the next one up is the page's call to action. */
@Component({
  selector: 'ov-plan-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvButton, OvIcon, OvMoneyPipe],
  host: { '[attr.data-relation]': 'relation()' },
  template: `
    <div class="ov-spread">
      <h3>{{ tier().name }}</h3>
      @if (relation() === 'current') {
        <ov-badge tone="info">{{ s.isCurrent }}</ov-badge>
      }
    </div>
    <p class="plan-price">
      <b>{{ tier().priceMonthly | ovMoney: tier().currency : 'compact' }}</b><span class="ov-muted ov-small">{{ s.perMonth }}</span>
    </p>
    <p class="ov-small ov-muted">{{ tier().description }}</p>
    <ul class="plan-features" role="list">
      <li><ov-icon name="check" />{{ s.limit(number(tier().conversationLimit)) }}</li>
      @for (feature of tier().features; track feature) {
        <li><ov-icon name="check" />{{ feature }}</li>
      }
    </ul>
    @if (canChoose()) {
      <button
        ov-button
        type="button"
        [variant]="relation() === 'next' ? 'primary' : 'secondary'"
        [isLoading]="isBusy()"
        (click)="choose.emit()"
      >
        <span>{{ label() }}</span>
      </button>
    }
  `,
})
export class PlanCard {
  readonly tier = input.required<Tier>();
  readonly relation = input.required<PlanRelation>();
  readonly canManage = input.required<boolean>();
  readonly isBusy = input(false);
  readonly choose = output<void>();
  protected readonly s = S;
  protected readonly number = formatNumber;
  protected readonly canChoose = computed(() => this.canManage() && this.relation() !== 'current' && this.tier().code !== 'free');
  protected readonly label = computed(() => (this.relation() === 'lower' ? S.switchTo(this.tier().name) : S.upgrade(this.tier().name)));
}
