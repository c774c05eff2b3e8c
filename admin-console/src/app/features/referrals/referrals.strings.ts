import { METRICS, type AnalyticsInterval } from '@orbisvoice/shared-dto/values';

/** Words of the referrals page. Definitions are those of the metric catalogue. */
export const REFERRALS = {
  title: 'Referrals',
  intro: 'What the links of all workspaces bring: visits, sign-ups and who of them stayed.',
  exportCsv: 'Export CSV',
  fileName: (from: string, to: string) => `orbisvoice-referrals-${from}-${to}.csv`,
  by: 'By',
  intervals: { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' } satisfies Record<AnalyticsInterval, string>,
  badRange: 'This range cannot be shown',
  empty: 'No referrals in this range',
  emptyText: 'Visits to referral links and sign-ups that come by them show here.',
  source: 'Visits and sign-ups of referral links; our own workspaces left out',
  window: (from: string, last: string) => `${from} to ${last}, UTC`,
  keptSince: (day: string) =>
    `Visits are kept from ${day} on. Figures of visits leave out what began before, and are not compared with it.`,
  before: 'Before',
  tiles: {
    visits: METRICS.referral_visits,
    signUps: METRICS.referred_sign_ups,
    conversion: METRICS.referral_conversion,
    payout: {
      label: 'Payout estimate',
      definition:
        'Conversions past the hold of 30 days × the reward of the setting REFERRAL_REWARD. Pending is paid, but can still be taken back.',
      pending: 'Pending',
      reward: 'For each',
    },
    of: (converted: string, signUps: string) => `${converted} of ${signUps}`,
    ofLabel: 'Converted',
  },
  chart: {
    title: 'Visits and sign-ups over time',
    definition: 'By the moment of the visit and of the sign-up. Conversions belong to the point in which who converted had signed up.',
    visits: 'Visits',
    signUps: 'Sign-ups',
    converted: 'Converted',
    head: 'From',
  },
  channels: {
    title: 'Channels',
    definition: 'Where links were, as their address says; direct where it says nothing. Beyond fifty the smallest are one.',
    caption: 'Visits, sign-ups and conversion by channel',
    channel: 'Channel',
    none: 'No link was used.',
  },
  top: {
    title: 'Top referrers',
    definition: 'The fifty workspaces whose links brought the most conversions, then sign-ups, then visits. The file has all of them.',
    caption: 'Workspaces by what their links brought',
    workspace: 'Workspace',
    none: 'No link was used.',
  },
  columns: { visits: 'Visits', signUps: 'Sign-ups', converted: 'Converted', conversion: 'Conversion', payout: 'Payout' },
} as const;

/** What can be wrong in the address of the report. */
export const REFERRAL_FIELDS: Readonly<Record<string, string>> = { from: 'From', to: 'To', interval: 'The interval' };
