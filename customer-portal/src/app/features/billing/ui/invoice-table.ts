import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Invoice } from '@orbisvoice/shared-dto';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvDatePipe, OvPeriodPipe, OvMoneyPipe } from '@orbisvoice/shared-ui/format';
import { PLAN_LABELS } from '../../../core/plan-labels';
import { I } from '../invoices.strings';
import { InvoiceLinks } from './invoice-links';
import { InvoiceState } from './invoice-state';

const COLUMNS: readonly Column[] = [
  { key: 'number', label: I.columns.number },
  { key: 'date', label: I.columns.date },
  { key: 'period', label: I.columns.period },
  { key: 'plan', label: I.columns.plan },
  { key: 'status', label: I.columns.status },
  { key: 'total', label: I.columns.total, align: 'end' },
  { key: 'actions', label: I.columns.actions, isLabelHidden: true },
];

/** Invoices with their documents; a row leads to what the invoice is made of. */
@Component({
  selector: 'ov-invoice-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [InvoiceLinks, InvoiceState, OvCell, OvDatePipe, OvPeriodPipe, OvMoneyPipe, OvTable],
  template: `
    <ov-table density="compact" [caption]="caption()" [columns]="columns" [rows]="rows()" [rowLink]="linkOf" [isLoading]="isLoading()">
      <ng-template ovCell="number" [of]="rows()" let-row
        ><span class="ov-mono">{{ row.number ?? s.draft }}</span></ng-template
      >
      <ng-template ovCell="date" [of]="rows()" let-row>{{ row.createdAt | ovDate }}</ng-template>
      <ng-template ovCell="period" [of]="rows()" let-row>{{ row.periodStart | ovPeriod: row.periodEnd }}</ng-template>
      <ng-template ovCell="plan" [of]="rows()" let-row>{{ row.tier ? plans[row.tier] : '' }}</ng-template>
      <ng-template ovCell="status" [of]="rows()" let-row><ov-invoice-state [invoice]="row" /></ng-template>
      <ng-template ovCell="total" [of]="rows()" let-row>{{ row.total | ovMoney: row.currency }}</ng-template>
      <ng-template ovCell="actions" [of]="rows()" let-row><ov-invoice-links [invoice]="row" /></ng-template>
    </ov-table>
  `,
})
export class InvoiceTable {
  readonly rows = input.required<readonly Invoice[]>();
  readonly caption = input<string>(I.heading);
  readonly isLoading = input(false);
  protected readonly s = I;
  protected readonly columns = COLUMNS;
  protected readonly plans = PLAN_LABELS;
  protected readonly linkOf = (row: Invoice): string[] => ['/billing/invoices', row.id];
}
