import { Injectable, computed, inject } from '@angular/core';
import type { ReferralAnalytics } from '@orbisvoice/shared-dto';
import { ANALYTICS_OTHER, DIRECT_CHANNEL } from '@orbisvoice/shared-dto/values';
import type { ChartLine } from '@orbisvoice/shared-ui/charts';
import { AnalyticsApi } from './analytics.api';
import { liveReport } from './live-report';
import { pointAxis } from './point-labels';
import { S } from './referrals-report.strings';
import { ReportQueryStore } from './report-query.store';
import { keptText } from './report-words';
import type { Tile } from './ui/figure-strip';

const CHANNEL_NAMES: ReadonlyMap<string, string> = new Map([
  [DIRECT_CHANNEL, S.direct],
  [ANALYTICS_OTHER, S.other],
]);

/** What the workspace's link brought, as the address asks for it. */
@Injectable()
export class ReferralsReportStore {
  private readonly api = inject(AnalyticsApi);
  private readonly query = inject(ReportQueryStore);

  readonly report = liveReport<ReferralAnalytics>(() => this.api.report('referrals', this.query.rangeQuery()));
  /** What is in no figure because it was deleted. */
  readonly kept = computed(() => {
    const report = this.report.value();
    return report ? keptText(report) : null;
  });
  readonly isEmpty = computed(() => {
    const figures = this.report.value()?.figures;
    // of what was deleted nobody can say that it was nothing
    if (!figures || this.kept() !== null) return false;
    const { referral_visits: visits, referred_sign_ups: signUps } = figures;
    return [visits, signUps].every(({ value, previous }) => !value && !previous);
  });
  readonly tiles = computed<Tile[]>(() => {
    const figures = this.report.value()?.figures;
    if (!figures) return [];
    return [
      { key: 'referral_visits', figure: figures.referral_visits, rows: null },
      { key: 'referred_sign_ups', figure: figures.referred_sign_ups, rows: null },
      { key: 'referral_conversion', figure: figures.referral_conversion, rows: null },
    ];
  });
  readonly chart = computed(() => {
    const report = this.report.value();
    if (!report) return null;
    const { series } = report;
    const lines: ChartLine[] = [
      { name: S.visits, values: series.map(({ visits }) => visits) },
      { name: S.signUps, values: series.map(({ signUps }) => signUps) },
      { name: S.converted, values: series.map(({ converted }) => converted) },
    ];
    return { ...pointAxis(series, report), lines };
  });
  readonly channels = computed(() =>
    (this.report.value()?.channels ?? []).map((row) => ({
      ...row,
      id: row.channel,
      name: CHANNEL_NAMES.get(row.channel) ?? row.channel,
    })),
  );
}
