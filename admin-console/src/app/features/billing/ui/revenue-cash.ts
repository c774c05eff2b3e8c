import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { RevenueMonth } from '@orbisvoice/shared-dto';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { monthName } from '../../../core/dates';
import { REVENUE } from '../revenue.strings';
import type { RevenueOrigin } from '../revenue-view';
import { RowsLink } from './rows-link';

const COLUMNS = [
  { key: 'paid', kind: 'paid', isLoss: false },
  { key: 'refunded', kind: 'refunded', isLoss: true },
  { key: 'disputed', kind: 'disputed', isLoss: true },
  { key: 'net', kind: undefined, isLoss: false },
] as const;

/** Money that came and went, month by month. */
@Component({
  selector: 'oc-revenue-cash',
  imports: [RowsLink],
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
            @for (column of columns; track column.key) {
              <th scope="col">{{ words[column.key] }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of months(); track row.month) {
            <tr>
              <th scope="row">{{ name(row.month) }}</th>
              @for (column of columns; track column.key) {
                <td>
                  @if (row.cash[column.key] === 0 && column.kind) {
                    {{ money(0) }}
                  } @else {
                    <oc-rows-link
                      [rows]="{ of: 'cash', month: row.month, kind: column.kind }"
                      [scope]="scope()"
                      [label]="about(column.key, row.month)"
                      >{{ money(column.isLoss ? -row.cash[column.key] : row.cash[column.key]) }}</oc-rows-link
                    >
                  }
                </td>
              }
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
  readonly scope = input.required<RevenueOrigin>();

  protected readonly words = REVENUE.cash;
  protected readonly month = REVENUE.months.month;
  protected readonly name = monthName;
  protected readonly columns = COLUMNS;

  protected about(column: (typeof COLUMNS)[number]['key'], month: string): string {
    return REVENUE.months.about(REVENUE.cash[column], monthName(month));
  }

  /** A minus in front of nothing would read as a loss. */
  protected money(cents: number): string {
    return formatMoney(cents === 0 ? 0 : cents, this.scope().currency);
  }
}
