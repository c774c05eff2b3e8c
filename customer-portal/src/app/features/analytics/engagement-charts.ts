import type { Breakdown, EngagementAnalytics } from '@orbisvoice/shared-dto';
import {
  ANALYTICS_LIST_MAX,
  ANALYTICS_OTHER,
  DEVICES,
  FUNNEL_STEP_LABELS,
  metricText,
  type FunnelStep,
} from '@orbisvoice/shared-dto/values';
import type { ChartLine } from '@orbisvoice/shared-ui/charts';
import { oneOf } from '@orbisvoice/shared-ui/core';
import type { BarRow, FunnelBar, SeriesColour, Slice, StackSeries } from '@orbisvoice/shared-ui/report-charts';
import { DEVICE_LABELS } from '../../core/conversation-labels';
import { countryName } from '../../core/visitor-facts';
import { S } from './engagement-report.strings';
import { pointAxis } from './point-labels';
import { rateRows, rowsOf } from './rows-link';
import type { Tile } from './ui/figure-strip';

/** The colours of the ring, in the order of its parts; what nobody said is grey. */
const RING: readonly SeriesColour[] = ['1', '2', '3', '4'];

/** The figures of the report. The rows of visitors are the latest conversation of each. */
export function engagementTiles({ figures }: EngagementAnalytics, filters: { readonly agentId: string }): Tile[] {
  const { visitors, returning_visitors: returning, impressions, activation_rate: activation } = figures;
  const once = { ...filters, isCounted: 'true', oncePerVisitor: 'true' };
  const visits = { list: 'visits', words: 'visits', filters } as const;
  const talked = { list: 'visits', words: 'activations', filters: { ...filters, step: 'first_turn' } } as const;
  return [
    { key: 'visitors', figure: visitors, rows: [rowsOf('conversations', 'visitors', visitors.value, once)] },
    {
      key: 'returning_visitors',
      figure: returning,
      rows: [rowsOf('conversations', 'returning', returning.value, { ...once, visitor: 'returning' })],
    },
    { key: 'impressions', figure: impressions, rows: [{ ...visits, count: impressions.value }] },
    { key: 'activation_rate', figure: activation, rows: rateRows(activation, talked, visits) },
  ];
}

/** The report as its charts take it. `stepLink` says what leads to the visits that reached a step. */
export function engagementCharts(report: EngagementAnalytics, stepLink: (step: FunnelStep, visits: number) => FunnelBar['link'] | null) {
  const { series, funnel, countries, devices, browsers } = report;
  return {
    ...pointAxis(series, report),
    visitors: [
      { name: S.new, colour: '1', values: series.map(({ newVisitors }) => newVisitors) },
      { name: S.returning, colour: '2', values: series.map(({ returningVisitors }) => returningVisitors) },
    ] satisfies StackSeries[],
    activation: [
      { name: S.impressions, values: series.map(({ impressions }) => impressions) },
      { name: S.activations, values: series.map(({ activations }) => activations) },
    ] satisfies ChartLine[],
    funnel: funnel.steps.map(({ step, visits, dropOff }): FunnelBar => {
      const link = stepLink(step, visits);
      return { label: FUNNEL_STEP_LABELS[step], value: visits, dropOff, ...(link ? { link } : {}) };
    }),
    countries: bars(countries, (code) => countryName(code)),
    devices: ring(devices),
    browsers: bars(browsers, (name) => name),
  };
}

/** Nobody came, nobody was shown anything. */
export function isNothing({ figures, series, countries }: EngagementAnalytics): boolean {
  const conversations = countries.reduce((sum, { conversations }) => sum + conversations, 0);
  return conversations === 0 && !figures.visitors.value && !figures.impressions.value && series.every(({ impressions }) => !impressions);
}

function bars(parts: readonly Breakdown[], nameOf: (value: string) => string): BarRow[] {
  const most = Math.max(1, ...parts.map(({ conversations }) => conversations));
  // the rest of a long list is a row of its own; in a short one it is what somebody's browser said
  const isLong = parts.length >= ANALYTICS_LIST_MAX;
  return parts.map(({ value, conversations, share }) => ({
    label: isLong && value === ANALYTICS_OTHER ? S.other : value === null ? S.unsaid : nameOf(value),
    length: conversations / most,
    cells: [metricText(conversations, 'count'), metricText(share, 'ratio')],
  }));
}

function ring(parts: readonly Breakdown[]): Slice[] {
  const named = parts.filter(({ value }) => value !== null);
  return parts.map((part) => {
    const device = oneOf(part.value ?? '', DEVICES);
    return {
      label: part.value === null ? S.unsaid : device ? DEVICE_LABELS[device] : part.value,
      value: part.conversations,
      colour: RING[named.indexOf(part)] ?? 'quiet',
    };
  });
}
