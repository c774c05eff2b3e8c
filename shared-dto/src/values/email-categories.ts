import type { EmailCategory } from './statuses.js';

/** A category in words, the same in the portal, on the pages behind the links of a mail, and in refusals. */
export interface EmailCategoryWords {
  /** Fits into "unsubscribed from …". */
  readonly name: string;
  /** Who gets such mails, and of what. */
  readonly explanation: string;
  /** What they look like. */
  readonly example: string;
  /** Why there is no choice; null where there is one. */
  readonly alwaysBecause: string | null;
}

export const EMAIL_CATEGORY_WORDS: Readonly<Record<EmailCategory, EmailCategoryWords>> = {
  account: {
    name: 'your account',
    explanation: 'What you asked for yourself: confirming an address, an invitation, an export that is ready.',
    example: 'Confirm your address',
    alwaysBecause: 'Without them nobody could sign up or join a workspace.',
  },
  security: {
    name: 'security',
    explanation: 'Password resets, new sign-ins, alarms about your account.',
    example: 'Your password was changed',
    alwaysBecause: 'They are how you learn that somebody else uses your account.',
  },
  billing: {
    name: 'billing',
    explanation: 'Receipts, failed payments, changes of the plan. They go to the billing address of the workspace.',
    example: 'Your receipt',
    alwaysBecause: 'A payment that fails unnoticed would stop your agents. Another billing address can be set under Billing.',
  },
  usage_80: {
    name: 'usage warnings at 80 %',
    explanation: 'A warning to the billing address while there is still room.',
    example: '80 % of your conversations are used',
    alwaysBecause: null,
  },
  usage_100: {
    name: 'usage at the limit',
    explanation: 'A notice to the billing address that the plan is used up, and whether new conversations have stopped.',
    example: '100 % of your conversations are used',
    alwaysBecause: null,
  },
  lifecycle: {
    name: 'getting started and tips',
    explanation: 'How to begin, and the embed code of a new agent.',
    example: 'Put Ava on your website',
    alwaysBecause: null,
  },
  reports: {
    name: 'scheduled reports',
    explanation: 'The figures of a week or a month, as often as somebody in your workspace has ordered them.',
    example: 'Your weekly report',
    alwaysBecause: null,
  },
  referral: {
    name: 'referrals',
    explanation: 'News about companies you recommended.',
    example: 'Your recommendation became a customer',
    alwaysBecause: null,
  },
};
