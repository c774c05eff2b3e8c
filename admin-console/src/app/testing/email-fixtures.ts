import type {
  AdminEmail,
  AdminEmailCopy,
  AdminEmailDetail,
  AdminEmailList,
  AdminEmailSummary,
  AdminEmailSuppression,
  AdminEmailSuppressionPage,
  AdminEmailTemplate,
  AdminEmailTemplateDetail,
} from '@orbisvoice/shared-dto';

const id = (n: number): string => `0195f3c0-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Typed mail data for page tests; say only what the test is about. */
export const aMail = (over: Partial<AdminEmail> = {}): AdminEmail => ({
  id: id(700),
  tenantId: id(100),
  tenantName: 'Northwind Dental',
  template: 'password-changed',
  category: 'security',
  recipient: 'a•••@northwind.example',
  subject: 'Your password was changed',
  status: 'sent',
  outcome: null,
  transport: 'smtp',
  attempts: 1,
  error: null,
  createdAt: '2026-03-04T10:00:00.000Z',
  sentAt: '2026-03-04T10:00:02.000Z',
  nextAttemptAt: null,
  ...over,
});

export const aMailList = (items: AdminEmail[] = [aMail()], next: string | null = null): AdminEmailList => ({ items, next });

export const aMailDetail = (over: Partial<AdminEmailDetail> = {}): AdminEmailDetail => ({
  ...aMail(),
  userId: id(200),
  dedupeKey: 'password-changed/1',
  providerMessageId: '<700@orbisvoice.example>',
  templateVersion: 'ab'.repeat(32),
  resendOf: null,
  resends: [],
  timeline: [
    { at: '2026-03-04T10:00:00.000Z', kind: 'ordered', detail: null, provider: null },
    { at: '2026-03-04T10:00:02.000Z', kind: 'sent', detail: null, provider: 'smtp' },
  ],
  copyUntil: '2026-04-03T10:00:00.000Z',
  resendRefusal: null,
  hasOneTimeLink: false,
  ...over,
});

export const aCopy = (over: Partial<AdminEmailCopy> = {}): AdminEmailCopy => ({
  subject: 'Your password was changed',
  html: '<p>Hello Ada</p>',
  text: 'Hello Ada,\nyour password was changed.',
  until: '2026-04-03T10:00:00.000Z',
  pageUrl: '/api/email-previews/sealed',
  ...over,
});

export const aMailSummary = (over: Partial<AdminEmailSummary> = {}): AdminEmailSummary => ({
  asOf: '2026-03-04T10:05:00.000Z',
  since: '2026-03-03T10:05:00.000Z',
  sent: 1_204,
  failed: 2,
  suppressed: 9,
  bounced: 3,
  complained: 1,
  waiting: 4,
  deferred: 1,
  oldestDueAt: '2026-03-04T10:04:58.000Z',
  transports: [
    { name: 'smtp', accepted: 1_204, lastAcceptedAt: '2026-03-04T10:04:00.000Z', troubles: 0, lastTroubleAt: null, lastTrouble: null },
  ],
  ...over,
});

export const aTemplate = (over: Partial<AdminEmailTemplate> = {}): AdminEmailTemplate => ({
  name: 'welcome',
  category: 'lifecycle',
  subject: 'Welcome to OrbisVoice, Ada',
  preview: 'Three steps to an agent that answers for you.',
  version: 'abcdef0123456789',
  hasOneTimeLink: false,
  pageUrl: '/api/email-previews/welcome-sealed',
  ...over,
});

export const aTemplateDetail = (over: Partial<AdminEmailTemplateDetail> = {}): AdminEmailTemplateDetail => ({
  ...aTemplate(),
  html: '<p>Welcome Ada</p>',
  text: 'Welcome Ada',
  htmlBytes: 23_400,
  ...over,
});

export const aSuppression = (over: Partial<AdminEmailSuppression> = {}): AdminEmailSuppression => ({
  id: id(800),
  address: 'a•••@northwind.example',
  scope: 'all',
  reason: 'hard_bounce',
  source: 'sendgrid',
  note: '550 5.1.1 unknown',
  actorName: null,
  messageId: id(700),
  createdAt: '2026-03-04T10:00:00.000Z',
  expiresAt: null,
  ...over,
});

export const aSuppressionPage = (
  items: AdminEmailSuppression[] = [aSuppression()],
  over: Partial<AdminEmailSuppressionPage> = {},
): AdminEmailSuppressionPage => ({ items, total: items.length, page: 1, pageSize: 50, ...over });
