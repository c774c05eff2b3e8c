import type { AnalyticsInterval, MetricUnit } from '@orbisvoice/shared-dto/values';
import { formatNumber } from '@orbisvoice/shared-ui/format';

/** What all pages of the analytics say. */
export const S = {
  heading: 'Analytics',
  tabs: { label: 'Analytics', conversations: 'Conversations', agents: 'Agents', engagement: 'Engagement', referrals: 'Referrals' },
  bar: {
    label: 'What the report covers',
    range: 'Range',
    custom: 'Custom days',
    from: 'From',
    to: 'To, included',
    interval: 'Interval',
    automatic: (interval: string) => `Auto (${interval.toLowerCase()})`,
    tooFine: (interval: string, days: number) => `${interval} (up to ${days} days)`,
    agent: 'Agent',
    allAgents: 'All agents',
    channel: 'Channel',
    allChannels: 'All channels',
    zone: 'Time zone',
    workspaceZone: (zone: string) => `${zone} (workspace)`,
    browserZone: (zone: string) => `${zone} (browser)`,
    compare: 'Compare',
    clear: 'Reset',
  },
  soFar: (point: string) => `${point} (so far)`,
  weekOf: (day: string) => `Week of ${day}`,
  head: {
    asOf: (time: string, zone: string) => `As of ${time}, ${zone}`,
    against: (days: string) => `compared with ${days}`,
    live: 'Live',
    updating: 'Updating',
    stale: (reason: string) => `This could not be read again. ${reason} What you see is older.`,
    retry: 'Try again',
    refused: 'Nothing is shown: please correct the marked fields above.',
  },
  info: {
    about: (name: string) => `About “${name}”`,
    unit: 'Unit',
    madeOf: 'Made of',
    of: (part: string, whole: string) => `${part} of ${whole}`,
    values: (count: number) => `${formatNumber(count)} ${count === 1 ? 'value' : 'values'}`,
    before: 'Before',
    range: 'Range',
    zone: 'Zone',
    asOf: 'As of',
    version: (version: number) => `Definitions, version ${version}`,
  },
  figures: 'Figures of the range',
  rows: (rows: string) => `Show the ${rows}`,
  rowsOf: (rows: string, of: string) => `Show the ${rows}: ${of}`,
  change: {
    up: 'up',
    down: 'down',
    same: 'unchanged',
    better: 'better',
    worse: 'worse',
    before: (value: string) => `was ${value}`,
  },
  keptSince: (day: string) =>
    `Visits are kept from ${day} on. Figures of visits leave out what began before, and are not compared with it.`,
  point: 'Time',
  previous: 'Span before',
  empty: {
    never: 'No conversations yet',
    neverText: 'Put an agent on your website: the code is on its page. The first conversation is counted here a moment after it began.',
    embed: 'Embed an agent',
    none: 'Nothing in this range',
    noneText: 'No conversation began in these days with these filters.',
    wider: 'Show 12 months',
    clear: 'Clear the filters',
  },
  exports: {
    csv: 'Export CSV',
    pdf: 'PDF report',
    pdfOf: (all: string) => `PDF report of ${all}`,
    allOf: { agentId: 'all agents', channel: 'all channels', both: 'all agents and channels' },
  },
} as const;

export const INTERVAL_LABELS: Readonly<Record<AnalyticsInterval, string>> = { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' };

export const UNIT_LABELS: Readonly<Record<MetricUnit, string>> = {
  count: 'Number',
  ratio: 'Percent',
  seconds: 'Seconds; minutes:seconds from a minute on',
  milliseconds: 'Milliseconds; seconds from 1,000 on',
  money: 'Money',
};
