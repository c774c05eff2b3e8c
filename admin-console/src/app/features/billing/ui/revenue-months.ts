import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RevenueMonth } from '@orbisvoice/shared-dto';
import { formatMoney, formatShare } from '@orbisvoice/shared-ui/format';
import { monthName } from '../../../core/dates';
import { MOVEMENT_NAMES } from '../../../core/movement.strings';
import { type FlowKind, REVENUE } from '../revenue.strings';
import { quickText } from '../revenue-view';

const KINDS: readonly { readonly kind: FlowKind; readonly isLoss: boolean }[] = [
  { kind: 'new', isLoss: false },
  { kind: 'expansion', isLoss: false },
  { kind: 'reactivation', isLoss: false },
  { kind: 'contraction', isLoss: true },
  { kind: 'churn', isLoss: true },
];

/** How each month became the next; every movement opens the tenants behind it. */
@Component({
  selector: 'oc-revenue-months',
  imports: [RouterLink],
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
            <th scope="col">{{ words.grossChurn }}</th>
            <th scope="col">{{ words.netChurn }}</th>
            <th scope="col">{{ words.netRetention }}</th>
            <th scope="col">{{ words.grossRetention }}</th>
            <th scope="col">{{ words.customerChurn }}</th>
            <th scope="col">{{ words.arpu }}</th>
            <th scope="col">{{ words.quickRatio }}</th>
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
              <td>{{ money(row.mrrStart) }}</td>
              @for (column of kinds; track column.kind) {
                <td>
                  @if (row.tenants[column.kind] > 0) {
                    <a [routerLink]="['/billing/revenue', row.month]" [queryParams]="{ kind: column.kind }"
                      >{{ money(column.isLoss ? -row.movements[column.kind] : row.movements[column.kind])
                      }}<span class="ov-visually-hidden">, {{ rowsOf(row, column.kind) }}</span></a
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
                <b>{{ money(row.mrrEnd) }}</b>
              </td>
              <td>{{ share(row.grossChurn) }}</td>
              <td>{{ share(row.netChurn) }}</td>
              <td>{{ share(row.netRetention) }}</td>
              <td>{{ share(row.grossRetention) }}</td>
              <td>{{ share(row.customerChurn) }}</td>
              <td>{{ money(row.arpu) }}</td>
              <td>{{ quick(row.quickRatio) }}</td>
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
  readonly currency = input.required<string>();

  protected readonly words = REVENUE.months;
  protected readonly open = REVENUE.open;
  protected readonly names = MOVEMENT_NAMES;
  protected readonly kinds = KINDS;
  protected readonly name = monthName;
  protected readonly share = formatShare;
  protected readonly quick = quickText;

  protected money(cents: number | null): string {
    return formatMoney(cents, this.currency());
  }

  protected rowsOf(row: RevenueMonth, kind: FlowKind): string {
    return REVENUE.months.rows(kind, monthName(row.month), row.tenants[kind]);
  }
}
