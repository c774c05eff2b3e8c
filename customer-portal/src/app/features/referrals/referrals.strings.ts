import type { HoldFilter, ReferralStatus } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** What the page of referrals says. */
export const S = {
  heading: 'Referrals',
  text: 'Share your link. Companies that sign up with it appear below.',
  link: 'Your link',
  linkWhat: 'referral link',
  code: 'Your code',
  codeWhat: 'referral code',
  signedUp: 'Signed up',
  converted: 'Became customers',
  channel: {
    heading: 'A link for each place',
    text: 'Name where you share it, and your reports tell apart what each place brought.',
    label: 'Channel',
    hint: 'Such as newsletter or spring-fair; without one visits count as direct.',
    what: (channel: string) => `referral link for ${channel}`,
    none: 'A channel needs a letter or a digit.',
  },
  list: 'Companies',
  columns: { company: 'Company', channel: 'Channel', status: 'Status', signedUp: 'Signed up', converted: 'Customer since' },
  filters: {
    status: 'Status',
    from: 'From',
    to: 'To',
    all: 'All',
    channelIs: (channel: string) => `Channel ${channel}`,
    zone: (zone: string) => `Days in ${zone}`,
    clear: 'Clear filters',
    none: 'No company matches',
    noneText: 'Try a longer period or fewer filters.',
  },
  visits: {
    heading: 'Visits to your link',
    text: 'One for each visitor and day, known robots left out. Nothing is kept of who it was.',
    open: 'Visits to the link',
    columns: { at: 'Time', channel: 'Channel' },
    empty: 'Nobody has come by your link',
    emptyText: 'Share it, and visits appear here.',
    none: 'No visit matches',
  },
  empty: { heading: 'Nobody yet', text: 'Share your link with companies that would like a voice on their website.' },
} as const;

export const HOLD_LABELS: Readonly<Record<HoldFilter, string>> = { inside: 'Still inside the hold', past: 'Past the hold' };

export const REFERRAL_LABELS: Readonly<Record<ReferralStatus, { label: string; tone: Tone }>> = {
  signed_up: { label: 'Signed up', tone: 'info' },
  converted: { label: 'Customer', tone: 'success' },
  reversed: { label: 'Reversed', tone: 'neutral' },
};
