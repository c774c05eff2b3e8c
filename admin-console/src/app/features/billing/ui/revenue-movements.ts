import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RevenueMonth } from '@orbisvoice/shared-dto';
import { OvStackedChart, type SeriesColour, type StackSeries } from '@orbisvoice/shared-ui/report-charts';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { monthName } from '../../../core/dates';
import { MOVEMENT_NAMES } from '../../../core/movement.strings';
import { type FlowKind, REVENUE } from '../revenue.strings';
import { FLOWS, movedRows, type RevenueOrigin, rowsChartLink } from '../revenue-view';

const COLOURS: Readonly<Record<FlowKind, SeriesColour>> = { new: '1', expansion: '3', reactivation: '4', contraction: 'quiet', churn: '2' };

/** The waterfall of each month: what it won above zero, what it lost below. Every part opens its movements. */
@Component({
  selector: 'oc-revenue-movements',
  imports: [OvStackedChart],
  template: `<ov-stacked-chart
    [caption]="words.title"
    [labelHead]="month"
    [totalHead]="words.net"
    [labels]="labels()"
    [series]="series()"
    [links]="links()"
    [format]="money"
  />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenueMovements {
  readonly months = input.required<readonly RevenueMonth[]>();
  readonly scope = input.required<RevenueOrigin>();

  protected readonly words = REVENUE.movements;
  protected readonly month = REVENUE.months.month;
  protected readonly labels = computed(() => this.months().map(({ month }) => monthName(month)));
  protected readonly series = computed<StackSeries[]>(() =>
    FLOWS.map(({ kind, isLoss }) => ({
      name: MOVEMENT_NAMES[kind].label,
      colour: COLOURS[kind],
      values: this.months().map(({ movements }) => (isLoss ? -movements[kind] || 0 : movements[kind])),
      links: this.months().map(({ month, tenants }) => {
        const rows = tenants[kind] > 0 ? { of: 'movements' as const, month, kind } : null;
        return rowsChartLink(this.scope(), rows, REVENUE.months.rows(kind, monthName(month), tenants[kind]));
      }),
    })),
  );
  protected readonly links = computed(() =>
    this.months().map((month) => rowsChartLink(this.scope(), movedRows(month), REVENUE.movements.rows(monthName(month.month)))),
  );
  protected readonly money = (cents: number): string => formatMoney(cents, this.scope().currency);
}
