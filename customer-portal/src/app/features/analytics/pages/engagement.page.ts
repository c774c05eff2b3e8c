import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FUNNEL_MODES, metricText } from '@orbisvoice/shared-dto/values';
import { OvLineChart } from '@orbisvoice/shared-ui/charts';
import { OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvBarList, OvDonutChart, OvFunnelChart, OvStackedChart } from '@orbisvoice/shared-ui/report-charts';
import { OvCard, OvSelect } from '@orbisvoice/shared-ui/ui';
import { S as ALL } from '../analytics.strings';
import { EngagementReportStore } from '../engagement-report.store';
import { FUNNEL_MODE_LABELS, S } from '../engagement-report.strings';
import { ReportQueryStore } from '../report-query.store';
import { ChartCard } from '../ui/chart-card';
import { FigureStrip } from '../ui/figure-strip';
import { NothingYet } from '../ui/nothing-yet';
import { RangeBar } from '../ui/range-bar';
import { ReportBody } from '../ui/report-body';

/** Who came, from where, with what, and how far they got. */
@Component({
  selector: 'ov-analytics-engagement-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ChartCard,
    FigureStrip,
    NothingYet,
    OvBarList,
    OvCard,
    OvDonutChart,
    OvFunnelChart,
    OvLineChart,
    OvReady,
    OvSelect,
    OvStackedChart,
    RangeBar,
    ReportBody,
  ],
  providers: [ReportQueryStore, EngagementReportStore],
  templateUrl: './engagement.page.html',
})
export default class AnalyticsEngagementPage {
  protected readonly store = inject(EngagementReportStore);
  protected readonly s = S;
  protected readonly all = ALL;
  protected readonly modes = FUNNEL_MODES.map((value) => ({ value, label: FUNNEL_MODE_LABELS[value] }));
  protected readonly count = (value: number): string => metricText(value, 'count');
  protected readonly ratio = (value: number | null): string => metricText(value, 'ratio');
}
