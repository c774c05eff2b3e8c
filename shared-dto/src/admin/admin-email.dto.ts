import * as z from 'zod';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { EMAIL_CATEGORIES, EMAIL_EVENT_KINDS, EMAIL_OUTCOMES, EMAIL_STATUSES, EMAIL_TRANSPORTS } from '../values/statuses.js';

/** A mail as staff sees it: whom it went to is shortened everywhere. */
export const AdminEmail = z
  .object({
    id: z.uuid(),
    tenantId: z.uuid(),
    tenantName: z.string(),
    template: z.string(),
    category: z.enum(EMAIL_CATEGORIES),
    recipient: z.string().describe('Shortened, e.g. a•••@example.com'),
    subject: z.string().nullable().describe('Null until it was rendered for the first time'),
    status: z.enum(EMAIL_STATUSES),
    outcome: z.enum(EMAIL_OUTCOMES).nullable().describe('The latest word from the recipient’s side'),
    transport: z.enum(EMAIL_TRANSPORTS).nullable(),
    attempts: z.int(),
    error: z.string().nullable().describe('Why the latest try failed, or why it was not sent'),
    createdAt: Instant,
    sentAt: Instant.nullable(),
    nextAttemptAt: Instant.nullable(),
  })
  .meta({ id: 'AdminEmail' });
export type AdminEmail = z.infer<typeof AdminEmail>;

export const AdminEmailList = keysetOf(AdminEmail, 'AdminEmailList');
export type AdminEmailList = z.infer<typeof AdminEmailList>;

/** Newest first. */
export const AdminEmailQuery = KeysetQuery.extend({
  recipient: z.string().trim().toLowerCase().max(254).optional().describe('An address, or its beginning followed by *'),
  tenantId: z.uuid().optional(),
  template: z.string().trim().max(100).optional(),
  category: z.enum(EMAIL_CATEGORIES).optional(),
  status: z.enum(EMAIL_STATUSES).optional(),
  outcome: z.enum(EMAIL_OUTCOMES).optional().describe('Mails that ever had this outcome'),
  transport: z.enum(EMAIL_TRANSPORTS).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export type AdminEmailQuery = z.infer<typeof AdminEmailQuery>;

export const EMAIL_TIMELINE_KINDS = ['ordered', 'sent', ...EMAIL_EVENT_KINDS] as const;

/** Another row of the same mail: what was sent again, or what it was sent again from. */
export const EmailLink = z.object({ id: z.uuid(), status: z.enum(EMAIL_STATUSES), createdAt: Instant }).meta({ id: 'EmailLink' });
export type EmailLink = z.infer<typeof EmailLink>;

export const EmailTimelineEntry = z
  .object({
    at: Instant,
    kind: z.enum(EMAIL_TIMELINE_KINDS),
    detail: z.string().nullable(),
    provider: z.string().nullable(),
  })
  .meta({ id: 'EmailTimelineEntry' });
export type EmailTimelineEntry = z.infer<typeof EmailTimelineEntry>;

export const AdminEmailDetail = AdminEmail.extend({
  userId: z.uuid().nullable(),
  dedupeKey: z.string().describe('What makes the fact: a second order with the same key is the same mail'),
  providerMessageId: z.string().nullable(),
  templateVersion: z.string().nullable(),
  resendOf: EmailLink.nullable(),
  resends: z.array(EmailLink).describe('Oldest first'),
  timeline: z.array(EmailTimelineEntry).describe('Oldest first'),
  copyUntil: Instant.describe('Until when a copy can be rendered'),
  resendRefusal: z.enum(['under_way', 'suppressed', 'purged']).nullable().describe('Why it cannot be sent again; null when it can'),
  hasOneTimeLink: z.boolean().describe('A new one is minted when it is sent again, and the old one ends'),
}).meta({ id: 'AdminEmailDetail' });
export type AdminEmailDetail = z.infer<typeof AdminEmailDetail>;

/** What was sent, rendered again from the sources it was sent with. Links that let people in are withheld. */
export const AdminEmailCopy = z
  .object({
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    until: Instant.describe('When the copy goes'),
    pageUrl: z.string().describe('Where the HTML can be framed for some minutes; `?scheme=light` or `dark`'),
  })
  .meta({ id: 'AdminEmailCopy' });
export type AdminEmailCopy = z.infer<typeof AdminEmailCopy>;

/** Why staff does it; it stands in the audit log. */
const Reason = z.string().trim().min(1).max(300);

export const ResendEmail = z.strictObject({ reason: Reason.optional() }).meta({ id: 'ResendEmail' });
export type ResendEmail = z.infer<typeof ResendEmail>;
export const StopEmail = z.strictObject({ reason: Reason }).meta({ id: 'StopEmail' });
export type StopEmail = z.infer<typeof StopEmail>;
/** The new mail. */
export const ResentEmail = z.object({ id: z.uuid() }).meta({ id: 'ResentEmail' });
export type ResentEmail = z.infer<typeof ResentEmail>;

/** The mail of the last 24 hours, and what waits now. */
export const AdminEmailSummary = z
  .object({
    asOf: Instant,
    since: Instant,
    sent: z.int(),
    failed: z.int(),
    suppressed: z.int(),
    bounced: z.int(),
    complained: z.int(),
    waiting: z.int().describe('Now: queued or on its way, not tried yet'),
    deferred: z.int().describe('Now: tried at least once, and waiting for the next try'),
    oldestDueAt: Instant.nullable().describe('Since when the longest waiting mail is due'),
    transports: z.array(
      z.object({
        name: z.enum(EMAIL_TRANSPORTS),
        accepted: z.int(),
        lastAcceptedAt: Instant.nullable(),
        troubles: z.int().describe('Tries that were put off or refused'),
        lastTroubleAt: Instant.nullable(),
        lastTrouble: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'AdminEmailSummary' });
export type AdminEmailSummary = z.infer<typeof AdminEmailSummary>;
