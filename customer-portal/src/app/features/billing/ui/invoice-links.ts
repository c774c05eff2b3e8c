import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Invoice } from '@orbisvoice/shared-dto';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { InvoiceDocuments } from '../invoice-documents';
import { I } from '../invoices.strings';

/** The ways to an invoice's documents: its page at the payment provider, where an open one is paid, and its PDF. */
@Component({
  selector: 'ov-invoice-links',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  template: `
    @let row = invoice();
    @if (row.hostedUrl) {
      <button
        ov-button
        type="button"
        size="s"
        [variant]="isOpen() ? 'secondary' : 'ghost'"
        [isLoading]="documents.isOpening(row, 'hostedUrl')"
        [attr.aria-label]="isOpen() ? s.payOf(name()) : s.viewOf(name())"
        (click)="documents.open(row, 'hostedUrl')"
      >
        <ov-icon name="external" /><span>{{ isOpen() ? s.pay : s.view }}</span>
      </button>
    }
    @if (row.pdfUrl) {
      <button
        ov-button
        type="button"
        size="s"
        variant="ghost"
        [isLoading]="documents.isOpening(row, 'pdfUrl')"
        [attr.aria-label]="s.pdfOf(name())"
        (click)="documents.open(row, 'pdfUrl')"
      >
        <ov-icon name="download" /><span>{{ s.pdf }}</span>
      </button>
    }
  `,
})
export class InvoiceLinks {
  readonly invoice = input.required<Invoice>();
  protected readonly documents = inject(InvoiceDocuments);
  protected readonly s = I;
  protected readonly isOpen = computed(() => this.invoice().status === 'open');
  protected readonly name = computed(() => this.invoice().number ?? I.draft);
}
