import type { Breakdown, EngagementAnalytics } from '@orbisvoice/shared-dto';
import {
  ANALYTICS_LIST_MAX,
  ANALYTICS_OTHER,
  DEVICES,
  FUNNEL_STEP_LABELS,
  metricText,
  type FunnelStep,
  type VisitorFact,
  type VisitorFilter,
} from '@orbisvoice/shared-dto/values';
import type { ChartLine } from '@orbisvoice/shared-ui/charts';
import { oneOf } from '@orbisvoice/shared-ui/core';
import type { BarRow, ChartLink, FunnelBar, SeriesColour, Slice, StackSeries } from '@orbisvoice/shared-ui/report-charts';
import { DEVICE_LABELS } from '../../core/conversation-labels';
import { countryName } from '../../core/visitor-facts';
import { S } from './engagement-report.strings';
import { conversationRows } from './conversation-charts';
import { pointAxis } from './point-labels';
import { pointLinker, type LinkOf } from './point-rows';
import { rateRows } from './rows-link';
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
    { key: 'visitors', figure: visitors, rows: [{ list: 'conversations', words: 'visitors', count: visitors.value, filters: once }] },
    {
      key: 'returning_visitors',
      figure: returning,
      rows: [{ list: 'conversations', words: 'returning', count: returning.value, filters: { ...once, visitor: 'returning' } }],
    },
    { key: 'impressions', figure: impressions, rows: [{ ...visits, count: impressions.value }] },
    { key: 'activation_rate', figure: activation, rows: rateRows(activation, talked, visits) },
  ];
}

/** What leads from charts to rows: of the funnel's steps, and of anything else. */
export interface EngagementWays {
  readonly stepLink: (step: FunnelStep, visits: number) => ChartLink | null;
  readonly linkOf: LinkOf;
  readonly agentId: string;
}

/** The report as its charts take it. */
export function engagementCharts(report: EngagementAnalytics, ways: EngagementWays) {
  const { series, funnel, countries, devices, browsers } = report;
  const links = pointLinks(report, ways);
  const linksOf = (fact: VisitorFact) => (part: Breakdown, label: string) => factLink({ fact, part, label }, ways);
  return {
    ...pointAxis(series, report),
    visitors: [
      { name: S.new, colour: '1', values: series.map(({ newVisitors }) => newVisitors), links: links.newVisitors },
      { name: S.returning, colour: '2', values: series.map(({ returningVisitors }) => returningVisitors), links: links.returning },
    ] satisfies StackSeries[],
    visitorLinks: links.visitors,
    activation: [
      { name: S.impressions, values: series.map(({ impressions }) => impressions), links: links.visits },
      { name: S.activations, values: series.map(({ activations }) => activations), links: links.activations },
    ] satisfies ChartLine[],
    funnel: funnel.steps.map(({ step, visits, dropOff }): FunnelBar => {
      const link = ways.stepLink(step, visits);
      return { label: FUNNEL_STEP_LABELS[step], value: visits, dropOff, ...(link ? { link } : {}) };
    }),
    countries: bars(countries, { nameOf: (code) => countryName(code), linkOf: linksOf('country') }),
    devices: ring(devices, linksOf('device')),
    browsers: bars(browsers, { nameOf: (name) => name, linkOf: linksOf('browser') }),
  };
}

/** Rows of each point. Who is new in it had no conversation before it begins, be it a day or an hour. */
function pointLinks(report: EngagementAnalytics, { linkOf, agentId }: EngagementWays) {
  const linksTo = pointLinker(report, linkOf);
  const everyone = { agentId, isCounted: 'true', oncePerVisitor: 'true' };
  const once = (visitor: VisitorFilter) => ({ ...everyone, visitor });
  return {
    visitors: linksTo(
      { list: 'conversations', words: 'visitors', filters: everyone },
      ({ newVisitors, returningVisitors }) => newVisitors + returningVisitors,
    ),
    newVisitors: linksTo({ list: 'conversations', words: 'newVisitors', filters: once('new') }, ({ newVisitors }) => newVisitors),
    returning: linksTo(
      { list: 'conversations', words: 'returning', filters: once('returning') },
      ({ returningVisitors }) => returningVisitors,
    ),
    visits: linksTo({ list: 'visits', words: 'visits', filters: { agentId } }, ({ impressions }) => impressions),
    activations: linksTo(
      { list: 'visits', words: 'activations', filters: { agentId, step: 'first_turn' } },
      ({ activations }) => activations,
    ),
  };
}

/** The conversations of those who said the same of themselves, or nothing. */
function factLink(
  { fact, part: { value, conversations }, label }: { fact: VisitorFact; part: Breakdown; label: string },
  { linkOf, agentId }: EngagementWays,
): ChartLink | null {
  const { all } = conversationRows({ agentId });
  const said = value === null ? { unsaid: fact } : { [fact]: value };
  return linkOf({ ...all, count: conversations, filters: { ...all.filters, ...said }, of: label });
}

/** Nobody came, nobody was shown anything. */
export function isNothing({ figures, series, countries }: EngagementAnalytics): boolean {
  const conversations = countries.reduce((sum, { conversations }) => sum + conversations, 0);
  return conversations === 0 && !figures.visitors.value && !figures.impressions.value && series.every(({ impressions }) => !impressions);
}

interface Naming {
  readonly nameOf: (value: string) => string;
  readonly linkOf: (part: Breakdown, label: string) => ChartLink | null;
}

function bars(parts: readonly Breakdown[], { nameOf, linkOf }: Naming): BarRow[] {
  const most = Math.max(1, ...parts.map(({ conversations }) => conversations));
  // the rest of a long list is a row of its own, which has no rows; in a short one it is what somebody's browser said
  const isLong = parts.length >= ANALYTICS_LIST_MAX;
  return parts.map((part) => {
    const { value, conversations, share } = part;
    const isRest = isLong && value === ANALYTICS_OTHER;
    const label = isRest ? S.other : value === null ? S.unsaid : nameOf(value);
    return {
      label,
      length: conversations / most,
      cells: [metricText(conversations, 'count'), metricText(share, 'ratio')],
      link: isRest ? null : linkOf(part, label),
    };
  });
}

function ring(parts: readonly Breakdown[], linkOf: Naming['linkOf']): Slice[] {
  const named = parts.filter(({ value }) => value !== null);
  return parts.map((part) => {
    const device = oneOf(part.value ?? '', DEVICES);
    const label = part.value === null ? S.unsaid : device ? DEVICE_LABELS[device] : part.value;
    return { label, value: part.conversations, colour: RING[named.indexOf(part)] ?? 'quiet', link: linkOf(part, label) };
  });
}
