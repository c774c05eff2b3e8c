import { Injectable, computed, inject } from '@angular/core';
import type { ReferralAnalytics } from '@orbisvoice/shared-dto';
import { ANALYTICS_LIST_MAX, ANALYTICS_OTHER } from '@orbisvoice/shared-dto/values';
import type { ChartLine } from '@orbisvoice/shared-ui/charts';
import { channelLabel } from '../../core/referral-channel';
import { AnalyticsApi } from './analytics.api';
import { liveReport } from './live-report';
import { pointAxis } from './point-labels';
import { pointLinker, type LinkOf } from './point-rows';
import { S } from './referrals-report.strings';
import { ReportQueryStore } from './report-query.store';
import { isCut, keptText } from './report-words';
import { rateRows, type FigureRows } from './rows-link';
import { rowsLinker } from './rows-linker';
import type { Tile } from './ui/figure-strip';

/** Rows of one channel. */
function channelRows({ channel, visits, signUps, converted }: ReferralAnalytics['channels'][number]) {
  const filters = { channel };
  const of = channelLabel(channel);
  return {
    visits: { list: 'linkVisits', words: 'linkVisits', count: visits, filters, of },
    signUps: { list: 'referrals', words: 'signUps', count: signUps, filters, of },
    converted: { list: 'referrals', words: 'converted', count: converted, filters: { ...filters, status: 'converted' }, of },
  } satisfies Record<string, FigureRows>;
}

/** Rows of the report as a whole, and of each of its points. */
const ALL = {
  visits: { list: 'linkVisits', words: 'linkVisits', filters: {} },
  signUps: { list: 'referrals', words: 'signUps', filters: {} },
  converted: { list: 'referrals', words: 'converted', filters: { status: 'converted' } },
} as const satisfies Record<string, Omit<FigureRows, 'count'>>;

/** What came over time, each with the way to its rows. */
function chartLines(report: ReferralAnalytics, linkOf: LinkOf): ChartLine[] {
  const { series } = report;
  const linksTo = pointLinker(report, linkOf);
  return [
    { name: S.visits, values: series.map(({ visits }) => visits), links: linksTo(ALL.visits, ({ visits }) => visits) },
    { name: S.signUps, values: series.map(({ signUps }) => signUps), links: linksTo(ALL.signUps, ({ signUps }) => signUps) },
    { name: S.converted, values: series.map(({ converted }) => converted), links: linksTo(ALL.converted, ({ converted }) => converted) },
  ];
}

/** What the workspace's link brought, as the address asks for it. */
@Injectable()
export class ReferralsReportStore {
  private readonly api = inject(AnalyticsApi);
  private readonly query = inject(ReportQueryStore);
  private readonly linkOf = rowsLinker();

  readonly report = liveReport<ReferralAnalytics>(() => this.api.report('referrals', this.query.rangeQuery()));
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
    const figures = this.report.value()?.figures;
    // of what was deleted nobody can say that it was nothing
    if (!figures || this.isCut()) return false;
    const { referral_visits: visits, referred_sign_ups: signUps } = figures;
    return [visits, signUps].every(({ value, previous }) => !value && !previous);
  });
  readonly tiles = computed<Tile[]>(() => {
    const figures = this.report.value()?.figures;
    if (!figures) return [];
    const { referral_visits: visits, referred_sign_ups: signUps, referral_conversion: conversion } = figures;
    return [
      { key: 'referral_visits', figure: visits, rows: [{ ...ALL.visits, count: visits.value }] },
      { key: 'referred_sign_ups', figure: signUps, rows: [{ ...ALL.signUps, count: signUps.value }] },
      { key: 'referral_conversion', figure: conversion, rows: rateRows(conversion, ALL.converted, ALL.signUps) },
    ];
  });
  readonly chart = computed(() => {
    const report = this.report.value();
    if (!report) return null;
    return { ...pointAxis(report.series, report), lines: chartLines(report, (rows) => this.linkOf(report, rows)) };
  });
  readonly channels = computed(() => {
    const channels = this.report.value()?.channels ?? [];
    const isLong = channels.length >= ANALYTICS_LIST_MAX;
    return channels.map((row) => {
      // behind the first ones all others are a row, which has no name to ask for; in a short list it is somebody's channel
      const isRest = isLong && row.channel === ANALYTICS_OTHER;
      return { ...row, id: row.channel, name: isRest ? S.other : channelLabel(row.channel), rows: isRest ? null : channelRows(row) };
    });
  });
  /** Conversions that the payout is made of, past the hold and inside it. */
  readonly held = computed(() => {
    const { confirmed = 0, pending = 0 } = this.report.value()?.payout.conversions ?? {};
    const rows = (hold: string, of: string, count: number) => ({
      count,
      rows: { list: 'referrals', words: 'conversions', count, filters: { hold }, of } satisfies FigureRows,
    });
    return { confirmed: rows('past', S.confirmed, confirmed), pending: rows('inside', S.pending, pending) };
  });
}
