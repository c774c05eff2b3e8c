import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvAsync, OvEmpty, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { LatestInvoicesStore } from '../invoices.store';
import { I } from '../invoices.strings';
import { InvoiceTable } from './invoice-table';

/** The newest invoices at a glance. */
@Component({
  selector: 'ov-latest-invoices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [InvoiceTable, OvAsync, OvCard, OvEmpty, OvReady, RouterLink],
  providers: [LatestInvoicesStore],
  template: `
    <ov-card isFlush [heading]="s.latest">
      <a ovCardActions class="ov-small" routerLink="/billing/invoices">{{ s.all }}</a>
      <ov-async [of]="store.invoices" [lines]="3">
        <ng-template [ovReady]="store.invoices" let-page>
          @if (page.items.length > 0) {
            <ov-invoice-table [caption]="s.latest" [rows]="page.items" [isLoading]="store.invoices.isLoading()" />
          } @else {
            <ov-empty icon="invoice" [heading]="s.empty" [text]="s.emptyText" />
          }
        </ng-template>
      </ov-async>
    </ov-card>
  `,
})
export class LatestInvoices {
  protected readonly store = inject(LatestInvoicesStore);
  protected readonly s = I;
}
