import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Figure, PlatformReferralAnalytics } from '@orbisvoice/shared-dto';
import { metricText } from '@orbisvoice/shared-dto/values';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { MetricPanel } from '../../../ui/metric-panel';
import { REFERRALS } from '../referrals.strings';

/** What referral links brought in the range, each figure beside the same of the span before, and what it is worth. */
@Component({
  selector: 'oc-referral-tiles',
  imports: [MetricPanel],
  template: `
    @for (tile of tiles(); track tile.label) {
      <oc-metric-panel
        isTile
        [heading]="tile.label"
        [definition]="tile.definition"
        [window]="window()"
        [source]="words.source"
        [asOf]="report().asOf"
      >
        <p class="oc-tile-value">{{ tile.value }}</p>
        <dl class="oc-tile-rows">
          @for (row of tile.rows; track row.name) {
            <div>
              <dt>{{ row.name }}</dt>
              <dd>{{ row.value }}</dd>
            </div>
          }
        </dl>
      </oc-metric-panel>
    }
  `,
  host: { class: 'oc-tiles' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReferralTiles {
  readonly report = input.required<PlatformReferralAnalytics>();
  readonly window = input.required<string>();

  protected readonly words = REFERRALS;
  protected readonly tiles = computed(() => {
    const { figures, payout } = this.report();
    const { visits, signUps, conversion, payout: worth, of, ofLabel } = REFERRALS.tiles;
    const rate = figures.referral_conversion;
    const money = (minor: number): string => formatMoney(minor, payout.currency);
    const part = { name: ofLabel, value: of(formatNumber(rate.numerator), formatNumber(rate.denominator)) };
    return [
      { ...visits, value: metricText(figures.referral_visits.value, visits.unit), rows: before(figures.referral_visits, visits.unit) },
      {
        ...signUps,
        value: metricText(figures.referred_sign_ups.value, signUps.unit),
        rows: before(figures.referred_sign_ups, signUps.unit),
      },
      { ...conversion, value: metricText(rate.value, conversion.unit), rows: [part, ...before(rate, conversion.unit)] },
      {
        ...worth,
        value: money(payout.confirmed),
        rows: [
          { name: worth.pending, value: money(payout.pending) },
          { name: worth.reward, value: money(payout.perConversion) },
        ],
      },
    ];
  });
}

const before = ({ previous }: Figure, unit: 'count' | 'ratio'): { name: string; value: string }[] => [
  { name: REFERRALS.before, value: metricText(previous, unit) },
];
