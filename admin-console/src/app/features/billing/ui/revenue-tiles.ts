import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RevenueMonth, RevenueReport } from '@orbisvoice/shared-dto';
import { formatMoney, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { monthName } from '../../../core/dates';
import { MetricPanel } from '../../../ui/metric-panel';
import { REVENUE } from '../revenue.strings';
import { lifetimeMonths, movedRows, quickRows, quickText, type RevenueOrigin, someRows } from '../revenue-view';
import { RowsLink } from './rows-link';

/** How revenue stands now, and the rates of the last month that has ended. */
@Component({
  selector: 'oc-revenue-tiles',
  imports: [MetricPanel, RowsLink],
  templateUrl: './revenue-tiles.html',
  host: { class: 'oc-tiles oc-tiles-small' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenueTiles {
  readonly report = input.required<RevenueReport>();
  readonly scope = input.required<RevenueOrigin>();
  readonly finished = input.required<RevenueMonth | undefined>();

  protected readonly words = REVENUE.tiles;
  protected readonly shared = REVENUE;
  protected readonly number = formatNumber;
  protected readonly share = formatShare;
  protected readonly quick = quickText;
  protected readonly someRows = someRows;
  protected readonly movedRows = movedRows;
  protected readonly quickRows = quickRows;
  protected readonly lifeMonths = computed(() => lifetimeMonths(this.report()));
  protected readonly finishedName = computed(() => monthName(this.finished()?.month ?? this.report().months[0]?.month ?? ''));
  protected readonly lifetime = computed(() => {
    const { low, high, unknownBecause } = this.report().now.lifetimeValue;
    if (low !== null && high !== null) return { value: REVENUE.tiles.lifetime.range(this.money(low), this.money(high)), note: null };
    return { value: null, note: unknownBecause && REVENUE.tiles.lifetime.unknown(unknownBecause) };
  });
  protected readonly ending = computed(() => this.report().now.mrr - this.report().now.committed);
  protected readonly won = computed(() => {
    const { movements } = this.finished() ?? {};
    return movements ? movements.new + movements.expansion + movements.reactivation : 0;
  });
  protected readonly lost = computed(() => {
    const { movements } = this.finished() ?? {};
    return movements ? movements.contraction + movements.churn : 0;
  });

  protected money(cents: number | null): string {
    return formatMoney(cents, this.report().currency);
  }
}
