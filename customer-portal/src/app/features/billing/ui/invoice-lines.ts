import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { InvoiceDetail } from '@orbisvoice/shared-dto';
import { OvPeriodPipe, OvMoneyPipe, formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { I, LINE_LABELS } from '../invoices.strings';

/** What an invoice is made of, line by line, down to what was paid; each line with the conversations behind it. */
@Component({
  selector: 'ov-invoice-lines',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPeriodPipe, OvMoneyPipe, RouterLink],
  template: `
    @let now = invoice();
    <table class="amounts amounts-wide">
      <caption class="ov-visually-hidden">
        {{
          s.lines
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ s.description }}</th>
          <th scope="col">{{ s.amount }}</th>
        </tr>
      </thead>
      <tbody>
        @for (line of now.lines; track line.id) {
          <tr>
            <th scope="row">
              {{ line.description }}
              <span class="ov-muted ov-small"> {{ kinds[line.kind] }} · {{ line.periodStart | ovPeriod: line.periodEnd }} </span>
              @if (line.conversations !== null) {
                <a class="ov-small" routerLink="/billing/usage" [queryParams]="{ invoiceId: now.id }">{{
                  s.evidenceOf(number(line.conversations))
                }}</a>
              }
            </th>
            <td>{{ line.amount | ovMoney: now.currency }}</td>
          </tr>
        }
      </tbody>
      <tbody class="amounts-sums">
        @for (sum of sums(); track sum.label) {
          <tr [attr.data-total]="sum.isTotal ? '' : null">
            <th scope="row">{{ sum.label }}</th>
            <td>{{ sum.amount }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class InvoiceLines {
  readonly invoice = input.required<InvoiceDetail>();
  protected readonly s = I.one;
  protected readonly kinds = LINE_LABELS;
  protected readonly number = formatNumber;

  protected readonly sums = computed(() => {
    const { subtotal, discount, tax, total, creditApplied, amountPaid, amountRefunded, amountRemaining, currency } = this.invoice();
    return [
      { label: I.one.subtotal, amount: subtotal, isShown: true, isTotal: false },
      { label: I.one.discount, amount: -discount, isShown: discount !== 0, isTotal: false },
      { label: I.one.tax, amount: tax, isShown: true, isTotal: false },
      { label: I.one.total, amount: total, isShown: true, isTotal: true },
      { label: I.one.credit, amount: -creditApplied, isShown: creditApplied !== 0, isTotal: false },
      { label: I.one.amountPaid, amount: amountPaid, isShown: true, isTotal: false },
      { label: I.one.refunded, amount: -amountRefunded, isShown: amountRefunded !== 0, isTotal: false },
      { label: I.one.remaining, amount: amountRemaining, isShown: amountRemaining !== 0, isTotal: true },
    ].flatMap(({ label, amount, isShown, isTotal }) => (isShown ? [{ label, amount: formatMoney(amount, currency), isTotal }] : []));
  });
}
