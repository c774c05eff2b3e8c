import type { EmailEventKind, EmailTransportName, SuppressionReason, SuppressionScope } from '@orbisvoice/shared-dto/values';
import type { TemplateName } from '../../src/modules/email/persistence/email-message.js';

/** What happened to a mail of the demo, as many minutes after it was ordered. */
interface Happening {
  readonly kind: EmailEventKind;
  readonly after: number;
  readonly detail?: string;
}

/** A mail of the last days that shows something: to whom, how it went, and what followed. */
export interface MailTale {
  /** Index of the tenant's story. */
  readonly story: number;
  readonly template: TemplateName;
  readonly hoursAgo: number;
  readonly status: 'sent' | 'failed' | 'suppressed';
  readonly transport?: EmailTransportName;
  readonly attempts?: number;
  /** Minutes until it was sent. */
  readonly sentAfter?: number;
  readonly error?: string;
  readonly happenings?: readonly Happening[];
  /** The address is not written to since. */
  readonly suppression?: { readonly reason: SuppressionReason; readonly scope: SuppressionScope; readonly note: string };
}

const DELIVERED = { kind: 'delivered', after: 1 } as const;
const GREYLISTED = '451 4.7.1 greylisted, please try again later';
const UNKNOWN = '550 5.1.1 the mailbox is unknown';
const COMPLAINED = 'the recipient marked it as spam';

/** Newest last. Nothing of it waits: the demo never makes the platform write to anybody. */
export const MAIL_TALES: readonly MailTale[] = [
  { story: 0, template: 'conversation-limit', hoursAgo: 20, status: 'sent', happenings: [DELIVERED] },
  {
    story: 2,
    template: 'referral-converted',
    hoursAgo: 52,
    status: 'sent',
    happenings: [DELIVERED, { kind: 'unsubscribed', after: 340, detail: 'referrals (one_click)' }],
  },
  { story: 3, template: 'conversation-limit', hoursAgo: 19, status: 'sent', happenings: [DELIVERED] },
  {
    story: 4,
    template: 'invoice-paid',
    hoursAgo: 16,
    status: 'sent',
    attempts: 3,
    sentAfter: 3,
    happenings: [
      { kind: 'deferred', after: 0, detail: GREYLISTED },
      { kind: 'deferred', after: 1, detail: GREYLISTED },
      { kind: 'delivered', after: 4 },
    ],
  },
  { story: 5, template: 'password-reset', hoursAgo: 14, status: 'sent', happenings: [DELIVERED] },
  { story: 5, template: 'password-changed', hoursAgo: 13.8, status: 'sent', happenings: [DELIVERED] },
  {
    story: 6,
    template: 'agent-created',
    hoursAgo: 11,
    status: 'sent',
    transport: 'sendgrid',
    happenings: [DELIVERED, { kind: 'complained', after: 95, detail: COMPLAINED }],
    suppression: { reason: 'complaint', scope: 'optional', note: COMPLAINED },
  },
  { story: 6, template: 'referral-converted', hoursAgo: 3, status: 'suppressed', error: 'the address is suppressed: complaint' },
  { story: 23, template: 'payment-failed', hoursAgo: 9, status: 'sent', happenings: [DELIVERED] },
  {
    story: 26,
    template: 'invoice-paid',
    hoursAgo: 8,
    status: 'sent',
    happenings: [
      { kind: 'soft_bounced', after: 2, detail: '452 4.2.2 the mailbox is full' },
      { kind: 'delivered', after: 61 },
    ],
  },
  {
    story: 34,
    template: 'team-invitation',
    hoursAgo: 7,
    status: 'sent',
    happenings: [{ kind: 'bounced', after: 1, detail: UNKNOWN }],
    suppression: { reason: 'hard_bounce', scope: 'all', note: UNKNOWN },
  },
  { story: 34, template: 'agent-created', hoursAgo: 2, status: 'suppressed', error: 'the address is suppressed: hard bounce' },
  {
    story: 37,
    template: 'payment-failed',
    hoursAgo: 4,
    status: 'failed',
    error: '554 5.7.1 message refused by the policy of the recipient',
    happenings: [{ kind: 'failed', after: 0, detail: '554 5.7.1 message refused by the policy of the recipient' }],
  },
  { story: 1, template: 'security-alert', hoursAgo: 1, status: 'sent', happenings: [DELIVERED] },
];
