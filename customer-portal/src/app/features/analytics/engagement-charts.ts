import type { Breakdown, EngagementAnalytics } from '@orbisvoice/shared-dto';
import { ANALYTICS_OTHER, DEVICES, FUNNEL_STEP_LABELS, metricText } from '@orbisvoice/shared-dto/values';
import type { ChartLine } from '@orbisvoice/shared-ui/charts';
import { oneOf } from '@orbisvoice/shared-ui/core';
import type { BarRow, FunnelBar, SeriesColour, Slice, StackSeries } from '@orbisvoice/shared-ui/report-charts';
import { DEVICE_LABELS } from '../../core/conversation-labels';
import { countryName } from '../../core/visitor-facts';
import { S } from './engagement-report.strings';
import { pointAxis } from './point-labels';
import type { RowFilters } from './rows-link';
import type { Tile } from './ui/figure-strip';

/** The colours of the ring, in the order of its parts; what nobody said is grey. */
const RING: readonly SeriesColour[] = ['1', '2', '3', '4'];

/** The figures of the report. Visitors are no rows of the list of conversations, but their conversations are. */
export function engagementTiles({ figures }: EngagementAnalytics, filters: RowFilters): Tile[] {
  return [
    { key: 'visitors', figure: figures.visitors, rows: filters },
    { key: 'returning_visitors', figure: figures.returning_visitors, rows: null },
    { key: 'impressions', figure: figures.impressions, rows: null },
    { key: 'activation_rate', figure: figures.activation_rate, rows: null },
  ];
}

/** The report as its charts take it. */
export function engagementCharts(report: EngagementAnalytics) {
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
    funnel: funnel.steps.map(({ step, visits, dropOff }): FunnelBar => ({ label: FUNNEL_STEP_LABELS[step], value: visits, dropOff })),
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
  return parts.map(({ value, conversations, share }) => ({
    label: labelOf(value, nameOf),
    length: conversations / most,
    cells: [metricText(conversations, 'count'), metricText(share, 'ratio')],
  }));
}

/** The rest of a long list is a row of its own. */
function labelOf(value: string | null, nameOf: (value: string) => string): string {
  if (value === null) return S.unsaid;
  return value === ANALYTICS_OTHER ? S.other : nameOf(value);
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
