import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RevenueReport } from '@orbisvoice/shared-dto';
import { formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { monthName } from '../../../core/dates';
import { REVENUE } from '../revenue.strings';
import type { RevenueOrigin } from '../revenue-view';
import { RowsLink } from './rows-link';

/** Sign-ups by month and how many of them paid in time; months that can still grow are hatched and say so. */
@Component({
  selector: 'oc-revenue-funnel',
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
            <th scope="col">{{ words.signUps }}</th>
            <th scope="col">{{ words.paid(funnel().days) }}</th>
            <th scope="col">{{ words.rate }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.month) {
            <tr [attr.data-maturing]="row.isMature ? null : ''">
              <th scope="row">
                {{ name(row.month) }}
                @if (!row.isMature) {
                  <span class="ov-muted">{{ words.maturing }}</span>
                }
              </th>
              <td>
                @if (row.signUps > 0) {
                  <oc-rows-link [rows]="{ of: 'sign_ups', month: row.month }" [scope]="scope()" [label]="about(words.signUps, row.month)">{{
                    number(row.signUps)
                  }}</oc-rows-link>
                } @else {
                  {{ number(0) }}
                }
              </td>
              <td>
                @if (row.paid > 0) {
                  <oc-rows-link
                    [rows]="{ of: 'sign_ups', month: row.month, kind: 'paid' }"
                    [scope]="scope()"
                    [label]="about(words.paid(funnel().days), row.month)"
                    >{{ number(row.paid) }}</oc-rows-link
                  >
                } @else {
                  {{ number(0) }}
                }
              </td>
              <td>{{ share(row.rate) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenueFunnel {
  readonly funnel = input.required<RevenueReport['funnel']>();
  readonly scope = input.required<RevenueOrigin>();

  protected readonly words = REVENUE.funnel;
  protected readonly month = REVENUE.months.month;
  protected readonly name = monthName;
  protected readonly number = formatNumber;
  protected readonly share = formatShare;
  protected readonly rows = computed(() =>
    this.funnel().cohorts.map((row) => ({ ...row, rate: row.signUps === 0 ? null : row.paid / row.signUps })),
  );

  protected about(column: string, month: string): string {
    return REVENUE.months.about(column, monthName(month));
  }
}
