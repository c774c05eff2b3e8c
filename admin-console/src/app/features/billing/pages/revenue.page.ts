import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { REVENUE_FORMATS } from '@orbisvoice/shared-dto/values';
import { OvBarChart } from '@orbisvoice/shared-ui/charts';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { monthName, utcClock } from '../../../core/dates';
import { FaultNotice } from '../../../ui/fault-notice';
import { PageKeys } from '../../../core/page-keys';
import { FilterBar } from '../../../ui/filter-bar';
import { MetricPanel } from '../../../ui/metric-panel';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { REVENUE } from '../revenue.strings';
import { RevenueStore } from '../revenue.store';
import { type RevenueOrigin, rowsChartLink, someRows, USUAL_SCOPE } from '../revenue-view';
import { RevenueCash } from '../ui/revenue-cash';
import { RevenueCohorts } from '../ui/revenue-cohorts';
import { RevenueFunnel } from '../ui/revenue-funnel';
import { RevenueMonths } from '../ui/revenue-months';
import { RevenueMovements } from '../ui/revenue-movements';
import { RevenuePlans } from '../ui/revenue-plans';
import { RevenueTiles } from '../ui/revenue-tiles';
import { RowsLink } from '../ui/rows-link';

/** What the platform earns: now, by month, by plan, by cohort, and from sign-up to paid. */
@Component({
  selector: 'oc-revenue-page',
  imports: [
    FaultNotice,
    FilterBar,
    MetricPanel,
    OvBarChart,
    OvButton,
    OvCard,
    OvEmpty,
    OvIcon,
    OvNotice,
    OvPageHeader,
    OvSkeleton,
    Problem,
    Refresh,
    RevenueCash,
    RevenueCohorts,
    RevenueFunnel,
    RevenueMonths,
    RevenueMovements,
    RevenuePlans,
    RevenueTiles,
    RouterLink,
    RowsLink,
    Stale,
  ],
  providers: [RevenueStore],
  templateUrl: './revenue.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenuePage {
  protected readonly words = REVENUE;
  protected readonly formats = REVENUE_FORMATS;
  protected readonly usual = USUAL_SCOPE;
  protected readonly store = inject(RevenueStore);
  protected readonly read = this.store.report;
  protected readonly span = this.store.span;
  private readonly currency = computed(() => this.read.value()?.currency ?? '');
  protected readonly window = computed(() => REVENUE.window(this.read.value()?.months.length ?? 0, this.read.value()?.timeZone ?? ''));
  /** The zone and money are what the server says; the months are those of the address, which the way back keeps. */
  protected readonly scope = computed<RevenueOrigin>(() => {
    const { timeZone, currency } = this.read.value() ?? USUAL_SCOPE;
    const { from, to } = this.span.value();
    return { timeZone, currency, from, to };
  });
  /** The months of the fields: those of the address, or else those the server chose. */
  protected readonly shown = computed(() => {
    const { from, to } = this.span.value();
    const months = this.read.value()?.months ?? [];
    return { from: from || (months[0]?.month ?? ''), to: to || (months.at(-1)?.month ?? '') };
  });
  protected readonly last = computed(() => this.read.value()?.months.at(-1));
  protected readonly points = computed(() =>
    (this.read.value()?.months ?? []).map(({ month, mrrEnd }) => ({
      label: monthName(month),
      value: mrrEnd,
      link: rowsChartLink(this.scope(), someRows(mrrEnd, { of: 'mrr', month }), REVENUE.chart.rows(monthName(month))),
    })),
  );
  protected readonly otherCurrencies = computed(() =>
    (this.read.value()?.otherCurrencies ?? []).map((code) => code.toUpperCase()).join(', '),
  );
  protected readonly upper = computed(() => this.currency().toUpperCase());
  protected readonly monthName = monthName;
  protected readonly clock = utcClock;
  protected readonly money = (cents: number): string => formatMoney(cents, this.currency());

  constructor() {
    inject(PageKeys).offer({ refresh: () => this.read.reload() }, inject(DestroyRef));
  }
}
