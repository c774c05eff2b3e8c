import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { Subscription } from '@orbisvoice/shared-dto';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatDate } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { S } from '../billing.strings';

/** What a person must know about the plan before anything else: a failed payment, or its coming end. */
@Component({
  selector: 'ov-subscription-notices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvNotice],
  template: `
    @if (pastDue(); as text) {
      <ov-notice tone="danger">
        <span>{{ text }}</span>
        @if (canManage()) {
          <button ov-button type="button" size="s" [isLoading]="isBusy()" (click)="fix.emit()">
            <span>{{ s.fixPayment }}</span>
          </button>
        }
      </ov-notice>
    }
    @if (ending(); as text) {
      <ov-notice tone="warning">
        <span>{{ text }}</span>
        @if (canManage()) {
          <button ov-button type="button" size="s" [isLoading]="isBusy()" (click)="keep.emit()">
            <span>{{ s.keep }}</span>
          </button>
        }
      </ov-notice>
    }
  `,
})
export class SubscriptionNotices {
  readonly subscription = input.required<Subscription>();
  readonly planName = input.required<string>();
  readonly timeZone = input.required<string>();
  readonly canManage = input.required<boolean>();
  readonly isBusy = input(false);
  readonly fix = output<void>();
  readonly keep = output<void>();
  protected readonly s = S;

  protected readonly pastDue = computed(() => {
    const { status, graceEndsAt } = this.subscription();
    if (status !== 'past_due' && status !== 'unpaid') return null;
    return graceEndsAt ? S.pastDue(formatDate(graceEndsAt, this.timeZone())) : S.pastDueNow;
  });
  protected readonly ending = computed(() => {
    const { cancelAtPeriodEnd, currentPeriodEnd } = this.subscription();
    return cancelAtPeriodEnd && currentPeriodEnd ? S.ending(this.planName(), formatDate(currentPeriodEnd, this.timeZone())) : null;
  });
}
