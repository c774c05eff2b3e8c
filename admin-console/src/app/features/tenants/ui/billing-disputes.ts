import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Dispute } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatMoney, formatRelative } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { byUrgency, isPressing, needsResponse } from '../dispute-order';
import { DISPUTE_NAMES, TENANT_BILLING as WORDS } from '../tenant-billing.strings';

const COLUMNS: readonly Column[] = [
  { key: 'status', label: WORDS.status },
  { key: 'due', label: WORDS.evidenceDue },
  { key: 'reason', label: WORDS.reason },
  { key: 'opened', label: WORDS.openedAt },
  { key: 'closed', label: WORDS.closedAt },
  { key: 'amount', label: WORDS.amount, align: 'end' },
];

/** Payments that cardholders dispute, and until when evidence can be handed in. */
@Component({
  selector: 'oc-billing-disputes',
  imports: [OvBadge, OvCell, OvTable, UtcTime],
  template: `
    @let list = rows();
    @if (list.length > 0) {
      <ov-table density="compact" [caption]="words.disputesCaption" [columns]="columns" [rows]="list">
        <ng-template ovCell="status" [of]="list" let-row>
          <ov-badge [tone]="names[row.status].tone">{{ names[row.status].label }}</ov-badge>
        </ng-template>
        <ng-template ovCell="due" [of]="list" let-row>
          @if (row.evidenceDueBy && row.isAsked) {
            <span
              ><oc-utc-time [at]="row.evidenceDueBy" />
              <small class="oc-second" [attr.data-alarm]="row.isPressing ? '' : null">{{ row.due }}</small></span
            >
          } @else {
            <span class="ov-muted">{{ words.noEvidence }}</span>
          }
        </ng-template>
        <ng-template ovCell="reason" [of]="list" let-row>{{ row.reason }}</ng-template>
        <ng-template ovCell="opened" [of]="list" let-row><oc-utc-time detail="date" [at]="row.openedAt" /></ng-template>
        <ng-template ovCell="closed" [of]="list" let-row>
          @if (row.closedAt; as closed) {
            <oc-utc-time detail="date" [at]="closed" />
          } @else {
            {{ words.notClosed }}
          }
        </ng-template>
        <ng-template ovCell="amount" [of]="list" let-row>{{ money(row.amount, row.currency) }}</ng-template>
      </ov-table>
    } @else {
      <p class="oc-none ov-muted">{{ words.noDisputes }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingDisputes {
  readonly disputes = input.required<readonly Dispute[]>();

  protected readonly words = WORDS;
  protected readonly columns = COLUMNS;
  protected readonly names = DISPUTE_NAMES;
  protected readonly money = formatMoney;
  private readonly clock = inject(Clock);
  protected readonly rows = computed(() => {
    const now = this.clock.now();
    return byUrgency(this.disputes()).map((dispute) => ({
      ...dispute,
      isAsked: needsResponse(dispute),
      isPressing: isPressing(dispute, now),
      due: formatRelative(dispute.evidenceDueBy, now),
    }));
  });
}
