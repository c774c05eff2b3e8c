import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Refund } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { REFUND_NAMES, TENANT_BILLING as WORDS } from '../tenant-billing.strings';

const COLUMNS: readonly Column[] = [
  { key: 'created', label: WORDS.refundedAt },
  { key: 'status', label: WORDS.status },
  { key: 'reason', label: WORDS.reason },
  { key: 'amount', label: WORDS.amount, align: 'end' },
];

/** Money that went back. */
@Component({
  selector: 'oc-billing-refunds',
  imports: [OvBadge, OvCell, OvTable, UtcTime],
  template: `
    @if (refunds().length > 0) {
      <ov-table density="compact" [caption]="words.refundsCaption" [columns]="columns" [rows]="refunds()">
        <ng-template ovCell="created" [of]="refunds()" let-row><oc-utc-time [at]="row.createdAt" /></ng-template>
        <ng-template ovCell="status" [of]="refunds()" let-row>
          <ov-badge [tone]="names[row.status].tone">{{ names[row.status].label }}</ov-badge>
        </ng-template>
        <ng-template ovCell="reason" [of]="refunds()" let-row>{{ row.reason ?? words.noReason }}</ng-template>
        <ng-template ovCell="amount" [of]="refunds()" let-row>{{ money(row.amount, row.currency) }}</ng-template>
      </ov-table>
    } @else {
      <p class="oc-none ov-muted">{{ words.noRefunds }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingRefunds {
  readonly refunds = input.required<readonly Refund[]>();

  protected readonly words = WORDS;
  protected readonly columns = COLUMNS;
  protected readonly names = REFUND_NAMES;
  protected readonly money = formatMoney;
}
