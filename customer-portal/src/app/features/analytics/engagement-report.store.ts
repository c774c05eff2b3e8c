import { Injectable, computed, inject } from '@angular/core';
import type { EngagementAnalytics } from '@orbisvoice/shared-dto';
import { FUNNEL_MODES, FUNNEL_STEP_LABELS, metricText, type FunnelStep } from '@orbisvoice/shared-dto/values';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { AnalyticsApi } from './analytics.api';
import { engagementCharts, engagementTiles, isNothing } from './engagement-charts';
import { S } from './engagement-report.strings';
import { liveReport } from './live-report';
import { ReportQueryStore } from './report-query.store';
import { isCut, keptText } from './report-words';
import { rowsLinker } from './rows-linker';

/** Who came, from where and how far, as the address asks for it. */
@Injectable()
export class EngagementReportStore {
  private readonly api = inject(AnalyticsApi);
  private readonly query = inject(ReportQueryStore);
  private readonly linkOf = rowsLinker();
  readonly mode = urlState({ funnel: 'sequential' });
  readonly funnelMode = computed(() => oneOf(this.mode.value().funnel, FUNNEL_MODES) ?? 'sequential');

  readonly report = liveReport<EngagementAnalytics>(() => {
    const { agentId } = this.query.url.value();
    return this.api.report('engagement', { ...this.query.rangeQuery(), agentId, funnel: this.funnelMode() });
  });
  /** What is in no figure because it was deleted. */
  readonly kept = computed(() => {
    const report = this.report.value();
    return report ? keptText(report) : null;
  });
  readonly isCut = computed(() => {
    const report = this.report.value();
    return report !== undefined && isCut(report);
  });
  readonly isEmpty = computed(() => {
    const report = this.report.value();
    // of what was deleted nobody can say that it was nothing
    return report ? isNothing(report) && !isCut(report) : false;
  });
  readonly tiles = computed(() => {
    const report = this.report.value();
    return report ? engagementTiles(report, { agentId: this.query.url.value().agentId }) : [];
  });
  readonly charts = computed(() => {
    const report = this.report.value();
    if (!report) return null;
    return engagementCharts(report, {
      stepLink: (step, visits) => this.stepLink(report, step, visits),
      linkOf: (rows) => this.linkOf(report, rows),
      agentId: this.query.url.value().agentId,
    });
  });
  /** Those that could not be told apart as visitors; null when there are none. */
  readonly withoutVisitor = computed(() => {
    const count = this.report.value()?.withoutVisitorId ?? 0;
    return count > 0 ? S.withoutVisitor(metricText(count, 'count'), count === 1) : null;
  });

  private stepLink(report: EngagementAnalytics, step: FunnelStep, visits: number) {
    const { mode } = report.funnel;
    const filters = {
      agentId: this.query.url.value().agentId,
      step: step === 'impression' ? '' : step,
      funnel: mode === 'strict' ? mode : '',
    };
    return this.linkOf(report, { list: 'visits', words: 'visits', count: visits, filters, of: FUNNEL_STEP_LABELS[step] });
  }
}
