import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { RevenueMonth } from '@orbisvoice/shared-dto';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { monthName } from '../../../core/dates';
import { REVENUE } from '../revenue.strings';

/** Money that came and went, month by month. */
@Component({
  selector: 'oc-revenue-cash',
  template: `
    <div class="oc-scroll" tabindex="0" role="region" [attr.aria-label]="words.caption">
      <table class="oc-figures">
        <caption class="ov-visually-hidden">
          {{
            words.caption
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ month }}</th>
            <th scope="col">{{ words.paid }}</th>
            <th scope="col">{{ words.refunded }}</th>
            <th scope="col">{{ words.disputed }}</th>
            <th scope="col">{{ words.net }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of months(); track row.month) {
            <tr>
              <th scope="row">{{ name(row.month) }}</th>
              <td>{{ money(row.cash.paid) }}</td>
              <td>{{ money(-row.cash.refunded) }}</td>
              <td>{{ money(-row.cash.disputed) }}</td>
              <td>
                <b>{{ money(row.cash.net) }}</b>
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenueCash {
  readonly months = input.required<readonly RevenueMonth[]>();
  readonly currency = input.required<string>();

  protected readonly words = REVENUE.cash;
  protected readonly month = REVENUE.months.month;
  protected readonly name = monthName;

  /** A minus in front of nothing would read as a loss. */
  protected money(cents: number): string {
    return formatMoney(cents === 0 ? 0 : cents, this.currency());
  }
}
