import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { monthName } from '../../../core/dates';
import type { WaterfallMonth } from '../mrr-waterfall';
import { OVERVIEW } from '../overview.strings';

/** The MRR chart's twin: every month's movements in figures, with the check. */
@Component({
  selector: 'oc-mrr-table',
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
            <th scope="col">{{ words.new }}</th>
            <th scope="col">{{ words.expansion }}</th>
            <th scope="col">{{ words.reactivation }}</th>
            <th scope="col">{{ words.contraction }}</th>
            <th scope="col">{{ words.churn }}</th>
            <th scope="col">{{ words.end }}</th>
            <th scope="col">{{ words.check }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.month) {
            <tr [attr.data-broken]="row.difference ? '' : null">
              <th scope="row">{{ name(row.month) }}</th>
              <td>{{ money(row.start) }}</td>
              <td>{{ money(row.new) }}</td>
              <td>{{ money(row.expansion) }}</td>
              <td>{{ money(row.reactivation) }}</td>
              <td>{{ money(-row.contraction) }}</td>
              <td>{{ money(-row.churn) }}</td>
              <td>{{ money(row.mrr) }}</td>
              <td>
                @if (row.difference === null) {
                  {{ words.opening }}
                } @else if (row.difference === 0) {
                  <span aria-hidden="true">✓</span><span class="ov-visually-hidden">{{ words.reconciled }}</span>
                } @else {
                  {{ words.off(money(row.difference)) }}
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MrrTable {
  readonly rows = input.required<readonly WaterfallMonth[]>();
  readonly currency = input.required<string>();

  protected readonly words = OVERVIEW.mrr;
  protected readonly name = monthName;

  /** A minus in front of nothing would read as a loss. */
  protected money(cents: number): string {
    return formatMoney(cents === 0 ? 0 : cents, this.currency());
  }
}
