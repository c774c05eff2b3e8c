import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { metricText } from '@orbisvoice/shared-dto/values';
import { OvLineChart } from '@orbisvoice/shared-ui/charts';
import { OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvBarList, OvHeatMap, OvStackedChart } from '@orbisvoice/shared-ui/report-charts';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { HOURS, HOUR_MARKS, WEEKDAYS } from '../../../core/week';
import { S as ALL } from '../analytics.strings';
import { ConversationsReportStore } from '../conversations-report.store';
import { S } from '../conversations-report.strings';
import { ReportQueryStore } from '../report-query.store';
import { ChartCard } from '../ui/chart-card';
import { FigureStrip } from '../ui/figure-strip';
import { NothingYet } from '../ui/nothing-yet';
import { RangeBar } from '../ui/range-bar';
import { ReportBody } from '../ui/report-body';

/** Conversations over time: how many, how they went, how long they took, and when they come. */
@Component({
  selector: 'ov-analytics-conversations-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ChartCard, FigureStrip, NothingYet, OvBarList, OvCard, OvHeatMap, OvLineChart, OvReady, OvStackedChart, RangeBar, ReportBody],
  providers: [ReportQueryStore, ConversationsReportStore],
  templateUrl: './conversations.page.html',
})
export default class AnalyticsConversationsPage {
  protected readonly store = inject(ConversationsReportStore);
  protected readonly s = S;
  protected readonly all = ALL;
  protected readonly weekdays = WEEKDAYS;
  protected readonly hours = HOURS;
  protected readonly hourMarks = HOUR_MARKS;
  protected readonly count = (value: number): string => metricText(value, 'count');
  protected readonly axisSeconds = (value: number): string => metricText(value, 'seconds');
}
