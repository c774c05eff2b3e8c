import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Invoice } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { utcDate } from '../../../core/dates';
import { INVOICE_STATUS_NAMES, TIER_NAMES } from '../../../core/strings';
import { INVOICE_TONES } from '../../../core/tones';
import { UtcTime } from '../../../ui/utc-time';
import { TENANT } from '../tenants.strings';

const COLUMNS: readonly Column[] = [
  { key: 'number', label: TENANT.invoice },
  { key: 'status', label: TENANT.invoiceStatus },
  { key: 'tier', label: TENANT.tier },
  { key: 'period', label: TENANT.period },
  { key: 'issued', label: TENANT.issued, align: 'end' },
  { key: 'paid', label: TENANT.paid, align: 'end' },
  { key: 'total', label: TENANT.amount, align: 'end' },
  { key: 'documents', label: TENANT.documents, isLabelHidden: true },
];

/** A tenant's invoices, newest first, each in its own currency. */
@Component({
  selector: 'oc-tenant-invoices',
  imports: [OvBadge, OvCell, OvTable, UtcTime],
  template: `
    @if (invoices().length > 0) {
      <ov-table density="compact" [caption]="words.invoicesCaption" [columns]="columns" [rows]="invoices()">
        <ng-template ovCell="number" [of]="invoices()" let-row
          ><b>{{ row.number ?? words.invoiceDraft }}</b></ng-template
        >
        <ng-template ovCell="status" [of]="invoices()" let-row>
          <ov-badge [tone]="tones[row.status]">{{ names[row.status] }}</ov-badge>
          @if (row.isDisputed) {
            <ov-badge tone="danger">{{ words.disputed }}</ov-badge>
          }
        </ng-template>
        <ng-template ovCell="tier" [of]="invoices()" let-row>{{ row.tier ? tiers[row.tier] : words.none }}</ng-template>
        <ng-template ovCell="period" [of]="invoices()" let-row>{{ period(row) }}</ng-template>
        <ng-template ovCell="issued" [of]="invoices()" let-row><oc-utc-time detail="date" [at]="row.createdAt" /></ng-template>
        <ng-template ovCell="paid" [of]="invoices()" let-row>
          @if (row.paidAt; as paid) {
            <oc-utc-time detail="date" [at]="paid" />
          } @else {
            {{ words.notPaid }}
          }
        </ng-template>
        <ng-template ovCell="total" [of]="invoices()" let-row>
          <span
            >{{ money(row.total, row.currency) }}
            @for (note of notes(row); track note) {
              <small class="oc-second">{{ note }}</small>
            }
          </span>
        </ng-template>
        <ng-template ovCell="documents" [of]="invoices()" let-row>
          <span class="oc-links">
            @if (row.hostedUrl; as url) {
              <a data-row target="_blank" rel="noopener" [href]="url" [attr.aria-label]="words.viewOf(row.number ?? words.invoiceDraft)">{{
                words.view
              }}</a>
            }
            @if (row.pdfUrl; as url) {
              <a target="_blank" rel="noopener" [href]="url" [attr.aria-label]="words.pdfOf(row.number ?? words.invoiceDraft)">{{
                words.pdf
              }}</a>
            }
          </span>
        </ng-template>
      </ov-table>
    } @else {
      <p class="oc-none ov-muted">{{ words.noInvoices }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantInvoices {
  readonly invoices = input.required<readonly Invoice[]>();

  protected readonly words = TENANT;
  protected readonly columns = COLUMNS;
  protected readonly names = INVOICE_STATUS_NAMES;
  protected readonly tones = INVOICE_TONES;
  protected readonly tiers = TIER_NAMES;
  protected readonly money = formatMoney;

  protected period(row: Invoice): string {
    return `${utcDate(row.periodStart)} – ${utcDate(row.periodEnd)}`;
  }

  /** Where the money is, when it is not simply paid. */
  protected notes({ status, amountRemaining, amountRefunded, currency }: Invoice): readonly string[] {
    return [
      ...(status === 'open' && amountRemaining > 0 ? [TENANT.due(formatMoney(amountRemaining, currency))] : []),
      ...(amountRefunded > 0 ? [TENANT.refunded(formatMoney(amountRefunded, currency))] : []),
    ];
  }
}
