import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminOverview } from '@orbisvoice/shared-dto';
import { formatMoney, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { OvIcon } from '@orbisvoice/shared-ui/ui';
import { TIER_NAMES } from '../../../core/strings';
import { OVERVIEW } from '../overview.strings';

/** Tenants and MRR per plan, with the sum that must be the MRR above. */
@Component({
  selector: 'oc-tier-table',
  imports: [OvIcon, RouterLink],
  template: `
    <table class="oc-figures">
      <caption class="ov-visually-hidden">
        {{
          words.title
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ words.tier }}</th>
          <th scope="col">{{ words.tenants }}</th>
          <th scope="col">{{ words.mrr }}</th>
          <th scope="col">{{ words.share }}</th>
        </tr>
      </thead>
      <tbody>
        @for (tier of tiers(); track tier.tier) {
          <tr>
            <th scope="row">
              <a routerLink="/tenants" [queryParams]="{ tier: tier.tier }">{{ names[tier.tier] }}</a>
            </th>
            <td>{{ number(tier.tenants) }}</td>
            <td>{{ money(tier.mrr) }}</td>
            <td>{{ share(tier.mrr) }}</td>
          </tr>
        }
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{{ words.total }}</th>
          <td>{{ number(totals().tenants) }}</td>
          <td>{{ money(totals().mrr) }}</td>
          <td></td>
        </tr>
      </tfoot>
    </table>
    @if (difference() !== 0) {
      <p class="oc-check" data-tone="danger"><ov-icon name="alert" />{{ words.mrrOff(money(distance())) }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TierTable {
  readonly tiers = input.required<AdminOverview['tiers']>();
  readonly currency = input.required<string>();
  /** What the sum is off by, against the MRR tile. */
  readonly difference = input.required<number>();

  protected readonly words = OVERVIEW.tiers;
  protected readonly names = TIER_NAMES;
  protected readonly number = formatNumber;
  protected readonly totals = computed(() =>
    this.tiers().reduce((sum, tier) => ({ tenants: sum.tenants + tier.tenants, mrr: sum.mrr + tier.mrr }), { tenants: 0, mrr: 0 }),
  );

  protected readonly distance = computed(() => Math.abs(this.difference()));

  protected money(cents: number): string {
    return formatMoney(cents, this.currency());
  }

  protected share(cents: number): string {
    const total = this.totals().mrr;
    return formatShare(total === 0 ? null : cents / total);
  }
}
