import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { metricText } from '@orbisvoice/shared-dto/values';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { REFERRALS } from '../referrals.strings';

/** What a channel or a workspace brought. */
export interface ReferralTableRow {
  readonly name: string;
  /** The page of what the row is about. */
  readonly link: string | null;
  readonly visits: number;
  readonly signUps: number;
  readonly converted: number;
  readonly conversion: number | null;
  /** Minor units; only where the table has them. */
  readonly payout?: number;
}

/** Figures of referrals, a row for each channel or workspace. */
@Component({
  selector: 'oc-referral-table',
  imports: [RouterLink],
  template: `
    @if (rows().length === 0) {
      <p class="oc-tile-note">{{ none() }}</p>
    } @else {
      <div class="oc-scroll" tabindex="0" role="region" [attr.aria-label]="caption()">
        <table class="oc-figures">
          <caption class="ov-visually-hidden">
            {{
              caption()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ head() }}</th>
              <th scope="col">{{ words.visits }}</th>
              <th scope="col">{{ words.signUps }}</th>
              <th scope="col">{{ words.converted }}</th>
              <th scope="col">{{ words.conversion }}</th>
              @if (currency(); as code) {
                <th scope="col">{{ words.payout }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.link ?? row.name) {
              <tr>
                <th scope="row">
                  @if (row.link; as link) {
                    <a [routerLink]="link">{{ row.name }}</a>
                  } @else {
                    {{ row.name }}
                  }
                </th>
                <td>{{ count(row.visits) }}</td>
                <td>{{ count(row.signUps) }}</td>
                <td>{{ count(row.converted) }}</td>
                <td>{{ ratio(row.conversion) }}</td>
                @if (currency(); as code) {
                  <td>{{ money(row.payout, code) }}</td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReferralTable {
  readonly rows = input.required<readonly ReferralTableRow[]>();
  readonly head = input.required<string>();
  readonly caption = input.required<string>();
  readonly none = input.required<string>();
  /** With one the table has payouts. */
  readonly currency = input<string | null>(null);

  protected readonly words = REFERRALS.columns;
  protected readonly count = (value: number): string => metricText(value, 'count');
  protected readonly ratio = (value: number | null): string => metricText(value, 'ratio');
  protected readonly money = formatMoney;
}
