import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { SHOWN_INVOICE_STATUSES } from '@orbisvoice/shared-dto/values';
import { OvClearFilters, OvLeaveFocus, OvPager } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvCard, OvSelect } from '@orbisvoice/shared-ui/ui';
import { ListExport } from '../../../core/list-export';
import { INVOICE_LABELS } from '../../../core/row-labels';
import { InvoicesStore } from '../invoices.store';
import { I } from '../invoices.strings';
import { InvoiceTable } from '../ui/invoice-table';

const STATUS_OPTIONS = [
  { value: '', label: I.anyStatus },
  ...SHOWN_INVOICE_STATUSES.map((value) => ({ value, label: INVOICE_LABELS[value].label })),
];

/** All invoices, newest first. */
@Component({
  selector: 'ov-invoices-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [InvoiceTable, ListExport, OvAsync, OvButton, OvCard, OvClearFilters, OvEmpty, OvLeaveFocus, OvPager, OvReady, OvSelect],
  providers: [InvoicesStore],
  template: `
    @let url = store.url;
    <ov-card isFlush [heading]="s.heading">
      <ov-list-export ovCardActions size="s" dataset="invoices" [filters]="store.file" />
      <div class="ov-filters">
        <ov-select [label]="s.status" [options]="options" [value]="url.value().status" (valueChange)="url.patch({ status: $event })" />
        <ov-clear-filters [isFiltered]="url.isFiltered()" (cleared)="url.clear()" />
      </div>
      <ov-async [of]="store.invoices">
        <ng-template [ovReady]="store.invoices" let-page>
          @if (page.items.length > 0) {
            <ov-invoice-table [rows]="page.items" [isLoading]="store.invoices.isLoading()" />
            <ov-pager [page]="page.page" [pageSize]="page.pageSize" [total]="page.total" (pageChange)="url.patch({ page: $event })" />
          } @else if (url.isFiltered()) {
            <ov-empty icon="search" [heading]="s.filtered">
              <button ov-button ovLeaveFocus type="button" (click)="url.clear()">{{ s.clear }}</button>
            </ov-empty>
          } @else {
            <ov-empty icon="invoice" [heading]="s.empty" [text]="s.emptyText" />
          }
        </ng-template>
      </ov-async>
    </ov-card>
  `,
})
export default class InvoicesPage {
  protected readonly store = inject(InvoicesStore);
  protected readonly s = I;
  protected readonly options = STATUS_OPTIONS;
}
