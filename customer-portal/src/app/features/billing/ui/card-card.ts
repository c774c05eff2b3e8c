import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Subscription } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { brandName } from '@orbisvoice/shared-ui/format';
import { S } from '../billing.strings';
import { BillingActions } from '../billing-actions';
import { expiryOf, isExpired } from '../card-words';
import { D } from '../details.strings';

/** The card that is charged, and the ways to change it. The number never passes through our pages. */
@Component({
  selector: 'ov-card-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvButton, OvCard, OvIcon],
  template: `
    <ov-card [heading]="s.heading">
      <div class="ov-stack">
        @if (card(); as now) {
          <div class="pay-card">
            <ov-icon name="billing" />
            <span>
              <b>{{ now.name }}</b>
              <span class="ov-muted ov-small">{{ now.expires }}</span>
            </span>
            @if (now.warning; as text) {
              <ov-badge [tone]="now.isExpired ? 'danger' : 'warning'">{{ text }}</ov-badge>
            }
          </div>
        } @else {
          <p class="ov-muted">{{ hasAccount() ? s.none : s.noneYet }}</p>
        }
        @if (canManage() && hasAccount()) {
          <p class="ov-small ov-muted">{{ s.portalText }}</p>
          <div class="ov-row">
            <button
              ov-button
              type="button"
              variant="strong"
              [isLoading]="actions.busyWith() === 'payment_method'"
              (click)="actions.openPortal('payment_method')"
            >
              <span>{{ updateCard }}</span>
            </button>
            <button ov-button type="button" [isLoading]="actions.busyWith() === 'overview'" (click)="actions.openPortal('overview')">
              <ov-icon name="external" /><span>{{ s.portal }}</span>
            </button>
          </div>
        }
      </div>
    </ov-card>
  `,
})
export class CardCard {
  readonly subscription = input.required<Subscription>();
  readonly canManage = input.required<boolean>();
  protected readonly actions = inject(BillingActions);
  protected readonly s = D.card;
  protected readonly updateCard = S.updateCard;
  private readonly clock = inject(Clock);

  /** A payment account is made with the first payment. */
  protected readonly hasAccount = computed(() => this.subscription().status !== 'none' || this.subscription().card !== null);
  protected readonly card = computed(() => {
    const { card } = this.subscription();
    if (!card) return null;
    const isOver = isExpired(card, this.clock.now());
    return {
      name: S.current.cardEnding(brandName(card.brand), card.last4),
      expires: D.card.expires(expiryOf(card)),
      isExpired: isOver,
      warning: isOver ? D.card.expired : card.isExpiring ? D.card.expiring : null,
    };
  });
}
