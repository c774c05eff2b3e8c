import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ANALYTICS_LIST_MAX, metricText } from '@orbisvoice/shared-dto/values';
import { OvLineChart } from '@orbisvoice/shared-ui/charts';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { S as ALL } from '../analytics.strings';
import { ReferralsReportStore } from '../referrals-report.store';
import { S } from '../referrals-report.strings';
import { ReportQueryStore } from '../report-query.store';
import { ChartCard } from '../ui/chart-card';
import { FigureStrip } from '../ui/figure-strip';
import { RangeBar } from '../ui/range-bar';
import { ReportBody } from '../ui/report-body';
import { RowsCell } from '../ui/rows-cell';

const COLUMNS: readonly Column[] = [
  { key: 'channel', label: S.channel },
  { key: 'visits', label: S.visits, align: 'end' },
  { key: 'signUps', label: S.signUps, align: 'end' },
  { key: 'converted', label: S.converted, align: 'end' },
  { key: 'conversion', label: S.conversion, align: 'end' },
];

/** What the link of the workspace brought: visits, sign-ups, payers, and an estimate of the payout. */
@Component({
  selector: 'ov-analytics-referrals-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ChartCard,
    FigureStrip,
    OvButton,
    OvCard,
    OvCell,
    OvEmpty,
    OvLineChart,
    OvReady,
    OvTable,
    RangeBar,
    ReportBody,
    RouterLink,
    RowsCell,
  ],
  providers: [ReportQueryStore, ReferralsReportStore],
  templateUrl: './referrals.page.html',
})
export default class AnalyticsReferralsPage {
  protected readonly store = inject(ReferralsReportStore);
  protected readonly s = S;
  protected readonly all = ALL;
  protected readonly columns = COLUMNS;
  protected readonly channelsNote = S.channelsNote(ANALYTICS_LIST_MAX);
  protected readonly count = (value: number): string => metricText(value, 'count');
  protected readonly ratio = (value: number | null): string => metricText(value, 'ratio');
  protected readonly money = (value: number, currency: string): string => metricText(value, 'money', currency);
}
