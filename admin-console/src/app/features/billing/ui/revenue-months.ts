import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { RevenueMonth } from '@orbisvoice/shared-dto';
import { formatMoney, formatShare } from '@orbisvoice/shared-ui/format';
import { monthName } from '../../../core/dates';
import { MOVEMENT_NAMES } from '../../../core/movement.strings';
import { type FlowKind, REVENUE } from '../revenue.strings';
import { FLOWS, movedRows, quickRows, quickText, type RevenueOrigin, type RowsOf, someRows } from '../revenue-view';
import { RowsLink } from './rows-link';

/** The rates of a month in the order of their columns: the text, and what it is made of. */
const RATES = ['grossChurn', 'netChurn', 'netRetention', 'grossRetention', 'customerChurn', 'arpu', 'quickRatio'] as const;
const LISTS: Readonly<Record<Exclude<(typeof RATES)[number], 'quickRatio'>, (month: RevenueMonth) => RowsOf | null>> = {
  grossChurn: (month) => movedRows(month, 'lost'),
  netChurn: (month) => movedRows(month),
  netRetention: ({ month }) => ({ of: 'opening', month }),
  grossRetention: ({ month }) => ({ of: 'opening', month }),
  customerChurn: ({ month }) => ({ of: 'opening', month }),
  arpu: ({ month, mrrEnd }) => someRows(mrrEnd, { of: 'mrr', month }),
};

/** How each month became the next; every movement opens the tenants behind it. */
@Component({
  selector: 'oc-revenue-months',
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
            <th scope="col">{{ words.month }}</th>
            <th scope="col">{{ words.start }}</th>
            @for (column of kinds; track column.kind) {
              <th scope="col">{{ names[column.kind].label }}</th>
            }
            <th scope="col">{{ words.end }}</th>
            @for (rate of rates; track rate) {
              <th scope="col">{{ words[rate] }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of months(); track row.month) {
            <tr>
              <th scope="row">
                {{ name(row.month) }}
                @if (row.isOpen) {
                  <span class="ov-muted">{{ open }}</span>
                }
              </th>
              <td>
                <oc-rows-link
                  [rows]="someRows(row.mrrStart, { of: 'opening', month: row.month })"
                  [scope]="scope()"
                  [label]="about(words.start, row)"
                  >{{ money(row.mrrStart) }}</oc-rows-link
                >
              </td>
              @for (column of kinds; track column.kind) {
                <td>
                  @if (row.tenants[column.kind] > 0) {
                    <oc-rows-link
                      [rows]="{ of: 'movements', month: row.month, kind: column.kind }"
                      [scope]="scope()"
                      [label]="rowsOf(row, column.kind)"
                      >{{ money(column.isLoss ? -row.movements[column.kind] : row.movements[column.kind]) }}</oc-rows-link
                    >
                    @if (column.kind === 'churn' && row.churnedByFailedPayment > 0) {
                      <br /><span class="ov-small ov-muted">{{ words.unpaid(row.churnedByFailedPayment) }}</span>
                    }
                  } @else {
                    {{ money(0) }}
                  }
                </td>
              }
              <td>
                <b
                  ><oc-rows-link
                    [rows]="someRows(row.mrrEnd, { of: 'mrr', month: row.month })"
                    [scope]="scope()"
                    [label]="about(words.end, row)"
                    >{{ money(row.mrrEnd) }}</oc-rows-link
                  ></b
                >
              </td>
              @for (rate of ratesOf(row); track rate.label) {
                <td>
                  <oc-rows-link [rows]="rate.rows" [scope]="scope()" [label]="about(rate.label, row)">{{ rate.text }}</oc-rows-link>
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
export class RevenueMonths {
  readonly months = input.required<readonly RevenueMonth[]>();
  readonly scope = input.required<RevenueOrigin>();

  protected readonly someRows = someRows;
  protected readonly words = REVENUE.months;
  protected readonly open = REVENUE.open;
  protected readonly names = MOVEMENT_NAMES;
  protected readonly kinds = FLOWS;
  protected readonly name = monthName;
  protected readonly rates = RATES;

  protected money(cents: number | null): string {
    return formatMoney(cents, this.scope().currency);
  }

  /** A rate without a denominator has no rows, nor one of movements where nothing moved; but what lost nothing has won. */
  protected ratesOf(row: RevenueMonth): readonly { readonly label: string; readonly text: string; readonly rows: RowsOf | null }[] {
    return RATES.map((rate) => {
      const value = row[rate];
      const label = REVENUE.months[rate];
      if (rate === 'quickRatio') return { label, text: quickText(value), rows: quickRows(row) };
      const text = rate === 'arpu' ? this.money(value) : formatShare(value);
      return { label, text, rows: value === null ? null : LISTS[rate](row) };
    });
  }

  protected about(column: string, { month }: RevenueMonth): string {
    return REVENUE.months.about(column, monthName(month));
  }

  protected rowsOf(row: RevenueMonth, kind: FlowKind): string {
    return REVENUE.months.rows(kind, monthName(row.month), row.tenants[kind]);
  }
}
