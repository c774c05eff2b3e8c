import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { InvoiceDetail } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvDatePipe, OvMoneyPipe, formatDate } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvCard } from '@orbisvoice/shared-ui/ui';
import { DISPUTE_LABELS, I, REFUND_LABELS, reasonText } from '../invoices.strings';
import { N } from '../notices.strings';
import { AttemptList } from './attempt-list';

/** What happened to an invoice's money: the tries to collect it, what was given back, what was disputed. */
@Component({
  selector: 'ov-invoice-aftermath',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AttemptList, OvBadge, OvCard, OvDatePipe, OvMoneyPipe],
  template: `
    @let now = invoice();
    @if (hasTrouble()) {
      <ov-card [heading]="s.attempts"><ov-attempt-list [attempts]="now.attempts" [next]="next()" [label]="s.attempts" /></ov-card>
    }
    @if (now.refunds.length > 0) {
      <ov-card [heading]="s.refunds">
        <ul class="entries" role="list">
          @for (refund of now.refunds; track refund.id) {
            <li>
              <span class="ov-spread">
                <b class="ov-mono">{{ refund.amount | ovMoney: refund.currency }}</b>
                <ov-badge [tone]="refunds[refund.status].tone">{{ refunds[refund.status].label }}</ov-badge>
              </span>
              <span class="ov-small ov-muted">
                {{ refund.createdAt | ovDate }}
                @if (reason(refund.reason); as text) {
                  · {{ text }}
                }
              </span>
            </li>
          }
        </ul>
      </ov-card>
    }
    @if (now.disputes.length > 0) {
      <ov-card [heading]="s.disputes">
        <ul class="entries" role="list">
          @for (dispute of now.disputes; track dispute.id) {
            <li>
              <span class="ov-spread">
                <b class="ov-mono">{{ dispute.amount | ovMoney: dispute.currency }}</b>
                <ov-badge [tone]="disputes[dispute.status].tone">{{ disputes[dispute.status].label }}</ov-badge>
              </span>
              <span class="ov-small ov-muted">{{ s.dispute.opened }} {{ dispute.openedAt | ovDate }} · {{ reason(dispute.reason) }}</span>
              @if (dispute.closedAt; as date) {
                <span class="ov-small ov-muted">{{ s.dispute.closed }} {{ date | ovDate }}</span>
              } @else {
                <span class="ov-small">{{ s.dispute.note }}</span>
              }
            </li>
          }
        </ul>
      </ov-card>
    }
  `,
})
export class InvoiceAftermath {
  readonly invoice = input.required<InvoiceDetail>();
  protected readonly s = I.one;
  protected readonly refunds = REFUND_LABELS;
  protected readonly disputes = DISPUTE_LABELS;
  protected readonly reason = reasonText;
  private readonly timeZone = inject(SessionStore).timeZone;

  /** A payment that went through at once needs no history. */
  protected readonly hasTrouble = computed(() => this.invoice().attempts.some(({ outcome }) => outcome !== 'paid'));
  /** When it is tried again, as the last attempt says. */
  protected readonly next = computed(() => {
    const at = this.invoice().status === 'open' ? this.invoice().attempts.at(-1)?.nextAttemptAt : null;
    return at ? N.dunning.next(formatDate(at, this.timeZone(), 'time')) : null;
  });
}
