import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Dunning, Subscription } from '@orbisvoice/shared-dto';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatDate, formatMoney } from '@orbisvoice/shared-ui/format';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { PLAN_LABELS } from '../../../core/plan-labels';
import { S } from '../billing.strings';
import { BillingActions } from '../billing-actions';
import { N } from '../notices.strings';
import { AttemptList } from './attempt-list';

/** A payment that fails: until when the plan holds, what was tried and why it failed, what comes next, and the two ways to mend it. */
@Component({
  selector: 'ov-dunning-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AttemptList, OvButton, OvIcon, OvNotice, RouterLink],
  template: `
    <ov-notice tone="danger">
      <b>{{ heading() }}</b>
      <span>{{ text() }}</span>
      <ov-attempt-list [attempts]="dunning().attempts" [next]="next()" [label]="s.timeline" />
      <span class="ov-row">
        @if (canManage()) {
          @if (dunning().payUrl; as url) {
            <a ov-button size="s" variant="strong" target="_blank" rel="noopener noreferrer" [href]="url">
              <ov-icon name="external" />{{ dunning().needsAction ? s.confirmPayment : s.pay }}
            </a>
          }
          <button
            ov-button
            type="button"
            size="s"
            [isLoading]="actions.busyWith() === 'payment_method'"
            (click)="actions.openPortal('payment_method')"
          >
            <span>{{ updateCard }}</span>
          </button>
        }
        <a [routerLink]="['/billing/invoices', dunning().invoiceId]">{{ s.invoice(dunning().invoiceNumber ?? '') }}</a>
      </span>
    </ov-notice>
  `,
})
export class DunningNotice {
  readonly dunning = input.required<Dunning>();
  readonly subscription = input.required<Subscription>();
  readonly canManage = input.required<boolean>();
  protected readonly actions = inject(BillingActions);
  protected readonly s = N.dunning;
  protected readonly updateCard = S.updateCard;
  private readonly clock = inject(Clock);
  private readonly timeZone = inject(SessionStore).timeZone;

  protected readonly heading = computed(() => {
    const { amountDue, currency, needsAction } = this.dunning();
    return (needsAction ? N.dunning.confirm : N.dunning.heading)(formatMoney(amountDue, currency));
  });
  protected readonly text = computed(() => {
    const { graceEndsAt } = this.dunning();
    const { status, tier } = this.subscription();
    const isKept = status === 'past_due' && Date.parse(graceEndsAt) > this.clock.now();
    return isKept ? N.dunning.keeps(PLAN_LABELS[tier], formatDate(graceEndsAt, this.timeZone())) : N.dunning.lapsed;
  });
  protected readonly next = computed(() => {
    const { nextAttemptAt } = this.dunning();
    return nextAttemptAt ? N.dunning.next(formatDate(nextAttemptAt, this.timeZone(), 'time')) : N.dunning.noNext;
  });
}
