import type { ReferralStatus } from '@orbisvoice/shared-dto/values';
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
  list: 'Companies',
  columns: { company: 'Company', status: 'Status', signedUp: 'Signed up', converted: 'Customer since' },
  empty: { heading: 'Nobody yet', text: 'Share your link with companies that would like a voice on their website.' },
} as const;

export const REFERRAL_LABELS: Readonly<Record<ReferralStatus, { label: string; tone: Tone }>> = {
  signed_up: { label: 'Signed up', tone: 'info' },
  converted: { label: 'Customer', tone: 'success' },
  reversed: { label: 'Reversed', tone: 'neutral' },
};
