import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Subscription, Tier } from '@orbisvoice/shared-dto';
import { BILLING_INTERVALS, type BillingInterval } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { formatDate } from '@orbisvoice/shared-ui/format';
import { S } from '../billing.strings';
import { relationOf } from '../plan-relation';
import { bestSaving } from '../rate';
import { PlanCard, type PlanMark } from './plan-card';

/** The plans side by side, by the month or by the year. */
@Component({
  selector: 'ov-plan-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PlanCard],
  template: `
    @if (isYearlySold()) {
      <fieldset class="segments">
        <legend class="ov-visually-hidden">{{ s.plans.interval }}</legend>
        @for (choice of intervals; track choice) {
          <label>
            <input type="radio" name="interval" [value]="choice" [checked]="choice === interval()" (change)="intervalChange.emit(choice)" />
            <span>
              {{ s.plans.intervals[choice] }}
              @if (choice === 'year') {
                @if (saving(); as percent) {
                  <small>{{ s.plans.saveUpTo(percent) }}</small>
                }
              }
            </span>
          </label>
        }
      </fieldset>
    }
    <div class="plans">
      @for (tier of tiers(); track tier.code) {
        <ov-plan-card
          [tier]="tier"
          [interval]="interval()"
          [relation]="relation(tier)"
          [mark]="mark(tier)"
          [canChoose]="canChoose(tier)"
          [isTrialOffered]="subscription().status === 'none'"
          (choose)="choose.emit(tier)"
        />
      }
    </div>
    @if (canManage() && subscription().pendingChange) {
      <p class="ov-small ov-muted plans-note">{{ s.plans.pendingText }}</p>
    }
  `,
})
export class PlanPicker {
  readonly tiers = input.required<readonly Tier[]>();
  readonly subscription = input.required<Subscription>();
  readonly interval = input.required<BillingInterval>();
  readonly canManage = input.required<boolean>();
  readonly intervalChange = output<BillingInterval>();
  readonly choose = output<Tier>();
  protected readonly s = S;
  protected readonly intervals = BILLING_INTERVALS;
  private readonly timeZone = inject(SessionStore).timeZone;

  protected readonly isYearlySold = computed(() => this.tiers().some(({ priceYearly }) => priceYearly !== null));
  protected readonly saving = computed(() => bestSaving(this.tiers()));

  protected relation(tier: Tier) {
    return relationOf(tier, this.interval(), this.subscription());
  }

  /** Nothing can be chosen while an upgrade waits for its payment, nor what is scheduled anyway. */
  protected canChoose({ code }: Tier): boolean {
    const { pendingChange, scheduledChange, cancelAtPeriodEnd } = this.subscription();
    if (!this.canManage() || pendingChange) return false;
    if (code === 'free') return !cancelAtPeriodEnd;
    return scheduledChange?.tier !== code || scheduledChange.interval !== this.interval();
  }

  protected mark(tier: Tier): PlanMark | null {
    const { pendingChange, scheduledChange, cancelAtPeriodEnd, currentPeriodEnd } = this.subscription();
    const isThis = (plan: { tier: string; interval: BillingInterval } | null) =>
      plan?.tier === tier.code && plan.interval === this.interval();
    if (isThis(pendingChange)) return { text: S.plans.isPending, tone: 'warning' };
    if (scheduledChange && isThis(scheduledChange)) return this.from(scheduledChange.effectiveAt);
    if (tier.code === 'free' && cancelAtPeriodEnd && currentPeriodEnd) return this.from(currentPeriodEnd);
    return this.relation(tier) === 'current' ? { text: S.plans.isCurrent, tone: 'info' } : null;
  }

  private from(instant: string): PlanMark {
    return { text: S.plans.isScheduled(formatDate(instant, this.timeZone())), tone: 'neutral' };
  }
}
