import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject } from '@angular/core';
import { ANALYTICS_INTERVALS } from '@orbisvoice/shared-dto/values';
import { OvLineChart } from '@orbisvoice/shared-ui/charts';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { utcClock, utcDate } from '../../../core/dates';
import { FaultNotice } from '../../../ui/fault-notice';
import { PageKeys } from '../../../core/page-keys';
import { DaySpan } from '../../../ui/day-span';
import { FilterBar } from '../../../ui/filter-bar';
import { MetricPanel } from '../../../ui/metric-panel';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { REFERRALS } from '../referrals.strings';
import { ReferralsStore } from '../referrals.store';
import { ReferralTable, type ReferralTableRow } from '../ui/referral-table';
import { ReferralTiles } from '../ui/referral-tiles';

/** What referral links bring: over time, by channel, and whose links bring most. */
@Component({
  selector: 'oc-referrals-page',
  imports: [
    DaySpan,
    FaultNotice,
    FilterBar,
    MetricPanel,
    OvButton,
    OvCard,
    OvEmpty,
    OvIcon,
    OvLineChart,
    OvNotice,
    OvPageHeader,
    OvSkeleton,
    Problem,
    ReferralTable,
    ReferralTiles,
    Refresh,
    Stale,
  ],
  providers: [ReferralsStore],
  templateUrl: './referrals.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReferralsPage {
  protected readonly words = REFERRALS;
  protected readonly intervals = ANALYTICS_INTERVALS;
  protected readonly store = inject(ReferralsStore);
  protected readonly read = this.store.report;
  protected readonly filter = this.store.filter;
  protected readonly window = computed(() => {
    const shown = this.store.shown();
    return shown ? REFERRALS.window(utcDate(shown.from), utcDate(shown.last)) : '';
  });
  /** What is in no figure because it was deleted. */
  protected readonly kept = computed(() => {
    const report = this.read.value();
    if (!report || report.keptSince === null || (report.previous?.from ?? report.from) >= report.keptSince) return null;
    return REFERRALS.keptSince(utcDate(report.keptSince));
  });
  private readonly series = computed(() => this.read.value()?.series ?? []);
  protected readonly labels = computed(() => {
    const isHourly = this.read.value()?.interval === 'hour';
    return this.series().map(({ start }) => (isHourly ? utcClock(start) : utcDate(start)));
  });
  protected readonly lines = computed(() => {
    const { visits, signUps, converted } = REFERRALS.chart;
    return [
      { name: visits, values: this.series().map((point) => point.visits) },
      { name: signUps, values: this.series().map((point) => point.signUps) },
      { name: converted, values: this.series().map((point) => point.converted) },
    ];
  });
  protected readonly channels = computed((): ReferralTableRow[] =>
    (this.read.value()?.channels ?? []).map(({ channel, ...figures }) => ({ name: channel, link: null, ...figures })),
  );
  protected readonly top = computed((): ReferralTableRow[] =>
    (this.read.value()?.top ?? []).map(({ tenantId, tenantName, ...figures }) => ({
      name: tenantName,
      link: `/tenants/${tenantId}`,
      ...figures,
    })),
  );

  constructor() {
    inject(PageKeys).offer({ refresh: () => this.read.reload() }, inject(DestroyRef));
  }
}
