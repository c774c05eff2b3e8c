import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RevenueMonth } from '@orbisvoice/shared-dto';
import { formatMoney, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { REVENUE } from '../revenue.strings';
import type { RevenueOrigin } from '../revenue-view';
import { RowsLink } from './rows-link';

/** What each plan brings at the end of a month. */
@Component({
  selector: 'oc-revenue-plans',
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
            <th scope="col">{{ words.plan }}</th>
            <th scope="col">{{ words.payers }}</th>
            <th scope="col">{{ words.mrr }}</th>
            <th scope="col">{{ words.share }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.tier) {
            <tr>
              <th scope="row">
                <oc-rows-link class="oc-capital" [rows]="{ of: 'mrr', month: month().month, plan: row.tier }" [scope]="scope()">{{
                  row.tier
                }}</oc-rows-link>
              </th>
              <td>{{ number(row.payers) }}</td>
              <td>{{ money(row.mrr) }}</td>
              <td>{{ share(row.share) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenuePlans {
  readonly month = input.required<RevenueMonth>();
  readonly scope = input.required<RevenueOrigin>();

  protected readonly words = REVENUE.plans;
  protected readonly number = formatNumber;
  protected readonly share = formatShare;
  protected readonly rows = computed(() => {
    const { plans, mrrEnd } = this.month();
    return plans.map((plan) => ({ ...plan, share: mrrEnd === 0 ? null : plan.mrr / mrrEnd }));
  });

  protected money(cents: number): string {
    return formatMoney(cents, this.scope().currency);
  }
}
