import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Subscription } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { brandName, formatDate, formatMoney, formatShare } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { PLAN_LABELS } from '../../../core/plan-labels';
import { S, SUBSCRIPTION_LABELS } from '../billing.strings';
import { C } from '../change.strings';

/** The plan in force: what it costs, when it renews, changes or ends, and how it is paid. */
@Component({
  selector: 'ov-current-plan',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvButton, OvCard, RouterLink],
  template: `
    @let now = subscription();
    <ov-card [heading]="s.current.heading">
      @if (status(); as word) {
        <ov-badge ovCardActions [tone]="word.tone">{{ word.label }}</ov-badge>
      }
      <div class="current-plan">
        <h3>{{ planName() }}</h3>
        <p class="plan-price">
          @if (now.interval; as interval) {
            <b>{{ price() }}</b><span class="ov-muted ov-small">{{ s.perInterval[interval] }}, {{ basis() }}</span>
          } @else {
            <span class="ov-muted">{{ s.current.free }}</span>
          }
        </p>
      </div>
      <dl class="ov-facts">
        @for (fact of facts(); track fact.label) {
          <dt>{{ fact.label }}</dt>
          <dd>{{ fact.value }}</dd>
        }
      </dl>
      <div class="billing-foot">
        <a class="ov-small" routerLink="/billing/details">{{ s.current.details }}</a>
        @if (canCancel()) {
          <button ov-button type="button" variant="ghost" size="s" (click)="canceling.emit()">{{ s.cancel.action }}</button>
        }
      </div>
    </ov-card>
  `,
})
export class CurrentPlan {
  readonly subscription = input.required<Subscription>();
  readonly planName = input.required<string>();
  readonly canCancel = input.required<boolean>();
  readonly canceling = output<void>();
  protected readonly s = S;
  private readonly timeZone = inject(SessionStore).timeZone;

  /** A plan that has ended says nothing about the free one that followed. */
  protected readonly status = computed(() => {
    const { status } = this.subscription();
    return status === 'none' || status === 'canceled' || status === 'incomplete_expired' ? null : SUBSCRIPTION_LABELS[status];
  });
  protected readonly price = computed(() => formatMoney(this.subscription().price, this.subscription().currency));
  protected readonly basis = computed(() => (this.subscription().discount ? S.current.beforeTaxAndDiscount : S.current.beforeTax));

  protected readonly facts = computed(() => {
    const { card, billingEmail, tier } = this.subscription();
    const paidBy = card ? S.current.cardEnding(brandName(card.brand), card.last4) : S.current.noCard;
    return [
      ...this.dates(),
      { label: S.current.discount, value: this.discount() },
      { label: S.current.card, value: tier === 'free' && !card ? null : paidBy },
      { label: S.current.receipts, value: billingEmail },
    ].filter((fact): fact is { label: string; value: string } => fact.value !== null);
  });

  /** The next date that matters; one of them, because the others do not happen. */
  private dates(): { label: string; value: string | null }[] {
    const {
      status,
      interval,
      price,
      currency,
      currentPeriodEnd: end,
      trialEndsAt,
      cancelAtPeriodEnd,
      scheduledChange,
    } = this.subscription();
    if (!end || !interval) return [];
    const priced = S.priced(formatMoney(price, currency), interval);
    if (cancelAtPeriodEnd) return [{ label: S.current.ends, value: S.current.endsOn(this.date(end)) }];
    if (scheduledChange) {
      const plan = C.plan(PLAN_LABELS[scheduledChange.tier], scheduledChange.interval);
      return [{ label: S.current.changes, value: S.current.changesOn(plan, this.date(scheduledChange.effectiveAt)) }];
    }
    if (status === 'trialing') return [{ label: S.current.trialEnds, value: S.current.trialEndsOn(this.date(trialEndsAt ?? end), priced) }];
    const isRenewing = status === 'active' || status === 'past_due';
    return isRenewing ? [{ label: S.current.renews, value: S.current.renewsOn(this.date(end), formatMoney(price, currency)) }] : [];
  }

  private discount(): string | null {
    const { discount, currency } = this.subscription();
    if (!discount) return null;
    const off = discount.percentOff === null ? formatMoney(discount.amountOff, currency) : formatShare(discount.percentOff / 100);
    return S.current.discountOff(discount.name, off) + (discount.endsAt ? S.current.until(this.date(discount.endsAt)) : '');
  }

  private date(instant: string): string {
    return formatDate(instant, this.timeZone());
  }
}
