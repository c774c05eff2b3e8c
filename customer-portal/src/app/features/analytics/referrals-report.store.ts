import { Injectable, computed, inject } from '@angular/core';
import type { ReferralAnalytics } from '@orbisvoice/shared-dto';
import { ANALYTICS_LIST_MAX, ANALYTICS_OTHER, DIRECT_CHANNEL } from '@orbisvoice/shared-dto/values';
import type { ChartLine } from '@orbisvoice/shared-ui/charts';
import { AnalyticsApi } from './analytics.api';
import { liveReport } from './live-report';
import { pointAxis } from './point-labels';
import { S } from './referrals-report.strings';
import { ReportQueryStore } from './report-query.store';
import { keptText } from './report-words';
import { rateRows, rowsOf } from './rows-link';
import type { Tile } from './ui/figure-strip';

/** Channels that are no name of anybody's: links that said none, and what few came by. */
const CHANNEL_NAMES: ReadonlyMap<string, string> = new Map([
  [DIRECT_CHANNEL, S.direct],
  [ANALYTICS_OTHER, S.other],
]);

/** Rows of one channel. */
function channelRows({ channel, visits, signUps, converted }: ReferralAnalytics['channels'][number]) {
  const filters = { channel };
  return {
    visits: rowsOf('linkVisits', 'linkVisits', visits, filters),
    signUps: rowsOf('referrals', 'signUps', signUps, filters),
    converted: rowsOf('referrals', 'converted', converted, { ...filters, status: 'converted' }),
  };
}

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
    const { referral_visits: visits, referred_sign_ups: signUps, referral_conversion: conversion } = figures;
    const all = { list: 'referrals', words: 'signUps', filters: {} } as const;
    const converted = { list: 'referrals', words: 'converted', filters: { status: 'converted' } } as const;
    return [
      { key: 'referral_visits', figure: visits, rows: [rowsOf('linkVisits', 'linkVisits', visits.value, {})] },
      { key: 'referred_sign_ups', figure: signUps, rows: [{ ...all, count: signUps.value }] },
      { key: 'referral_conversion', figure: conversion, rows: rateRows(conversion, converted, all) },
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
  readonly channels = computed(() => {
    const channels = this.report.value()?.channels ?? [];
    // the rest of them has no name to ask for
    const isCut = channels.length >= ANALYTICS_LIST_MAX;
    return channels.map((row) => ({
      ...row,
      id: row.channel,
      name: CHANNEL_NAMES.get(row.channel) ?? row.channel,
      rows: isCut && row.channel === ANALYTICS_OTHER ? null : channelRows(row),
    }));
  });
  /** Conversions that the payout is made of, past the hold and inside it. */
  readonly held = computed(() => {
    const payout = this.report.value()?.payout;
    const countOf = (worth: number): number => (payout && payout.perConversion > 0 ? worth / payout.perConversion : 0);
    const rows = (hold: string, worth: number) => ({
      count: countOf(worth),
      rows: rowsOf('referrals', 'conversions', countOf(worth), { hold }),
    });
    return { confirmed: rows('past', payout?.confirmed ?? 0), pending: rows('inside', payout?.pending ?? 0) };
  });
}
