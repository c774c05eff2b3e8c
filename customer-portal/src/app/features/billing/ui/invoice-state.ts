import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Invoice } from '@orbisvoice/shared-dto';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { INVOICE_LABELS } from '../../../core/row-labels';
import { I } from '../invoices.strings';

/** How an invoice stands: paid or not, given back or not, disputed or not. */
@Component({
  selector: 'ov-invoice-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge],
  template: `
    <ov-badge [tone]="status().tone">{{ status().label }}</ov-badge>
    @if (refunded(); as text) {
      <ov-badge tone="info">{{ text }}</ov-badge>
    }
    @if (invoice().isDisputed) {
      <ov-badge tone="danger">{{ s.disputed }}</ov-badge>
    }
  `,
})
export class InvoiceState {
  readonly invoice = input.required<Invoice>();
  protected readonly s = I;
  protected readonly status = computed(() => INVOICE_LABELS[this.invoice().status]);
  protected readonly refunded = computed(() => {
    const { amountRefunded, amountPaid } = this.invoice();
    if (amountRefunded === 0) return null;
    return amountRefunded >= amountPaid ? I.refunded : I.partlyRefunded;
  });
}
