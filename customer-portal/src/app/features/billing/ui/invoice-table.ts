import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Invoice } from '@orbisvoice/shared-dto';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvDatePipe, OvMoneyPipe } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvIcon } from '@orbisvoice/shared-ui/ui';
import { PLAN_LABELS } from '../../../core/plan-labels';
import { INVOICE_LABELS, S } from '../billing.strings';

const COLUMNS: readonly Column[] = [
  { key: 'number', label: S.invoices.columns.number },
  { key: 'date', label: S.invoices.columns.date },
  { key: 'period', label: S.invoices.columns.period },
  { key: 'plan', label: S.invoices.columns.plan },
  { key: 'status', label: S.invoices.columns.status },
  { key: 'total', label: S.invoices.columns.total, align: 'end' },
  { key: 'actions', label: S.invoices.columns.actions, isLabelHidden: true },
];

/** Invoices with their documents, which the payment provider hosts. */
@Component({
  selector: 'ov-invoice-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvCell, OvDatePipe, OvIcon, OvMoneyPipe, OvTable],
  template: `
    <ov-table density="compact" [caption]="s.heading" [columns]="columns" [rows]="rows()" [isLoading]="isLoading()">
      <ng-template ovCell="number" [of]="rows()" let-row
        ><span class="ov-mono">{{ row.number ?? s.draft }}</span></ng-template
      >
      <ng-template ovCell="date" [of]="rows()" let-row>{{ row.createdAt | ovDate }}</ng-template>
      <ng-template ovCell="period" [of]="rows()" let-row>{{ row.periodStart | ovDate: 'day' }} – {{ row.periodEnd | ovDate }}</ng-template>
      <ng-template ovCell="plan" [of]="rows()" let-row>{{ row.tier ? plans[row.tier] : '' }}</ng-template>
      <ng-template ovCell="status" [of]="rows()" let-row>
        <ov-badge [tone]="statuses[row.status].tone">{{ statuses[row.status].label }}</ov-badge>
      </ng-template>
      <ng-template ovCell="total" [of]="rows()" let-row>{{ row.total | ovMoney: row.currency }}</ng-template>
      <ng-template ovCell="actions" [of]="rows()" let-row>
        <span class="invoice-links">
          @if (row.hostedUrl; as url) {
            @let isOpen = row.status === 'open';
            <a
              target="_blank"
              rel="noopener noreferrer"
              [href]="url"
              [attr.aria-label]="isOpen ? s.payOf(row.number ?? s.draft) : s.viewOf(row.number ?? s.draft)"
              ><ov-icon name="external" />{{ isOpen ? s.pay : s.view }}</a
            >
          }
          @if (row.pdfUrl; as url) {
            <a target="_blank" rel="noopener noreferrer" [href]="url" [attr.aria-label]="s.pdfOf(row.number ?? s.draft)"
              ><ov-icon name="download" />{{ s.pdf }}</a
            >
          }
        </span>
      </ng-template>
    </ov-table>
  `,
})
export class InvoiceTable {
  readonly rows = input.required<readonly Invoice[]>();
  readonly isLoading = input(false);
  protected readonly s = S.invoices;
  protected readonly columns = COLUMNS;
  protected readonly plans = PLAN_LABELS;
  protected readonly statuses = INVOICE_LABELS;
}
