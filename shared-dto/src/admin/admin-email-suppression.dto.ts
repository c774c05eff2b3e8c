import * as z from 'zod';
import { Email } from '../auth/auth.dto.js';
import { Instant, PageQuery, pageOf } from '../platform/page.dto.js';
import { SUPPRESSION_REASONS, SUPPRESSION_SCOPES, SUPPRESSION_SOURCES } from '../values/statuses.js';

/** An address nothing, or nothing optional, is sent to. */
export const AdminEmailSuppression = z
  .object({
    id: z.uuid(),
    address: z.string().nullable().describe('Shortened; null when it was erased and only its hash is left'),
    scope: z.enum(SUPPRESSION_SCOPES),
    reason: z.enum(SUPPRESSION_REASONS),
    source: z.enum(SUPPRESSION_SOURCES),
    note: z.string().nullable(),
    actorName: z.string().nullable().describe('Who of staff put it there'),
    messageId: z.uuid().nullable().describe('The mail that bounced or was complained about'),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
  })
  .meta({ id: 'AdminEmailSuppression' });
export type AdminEmailSuppression = z.infer<typeof AdminEmailSuppression>;

export const AdminEmailSuppressionPage = pageOf(AdminEmailSuppression, 'AdminEmailSuppressionPage');
export type AdminEmailSuppressionPage = z.infer<typeof AdminEmailSuppressionPage>;

/** In force, newest first. Addresses are stored sealed: only a whole one can be looked for. */
export const AdminEmailSuppressionQuery = PageQuery.extend({
  address: z.string().trim().toLowerCase().max(254).optional(),
});
export type AdminEmailSuppressionQuery = z.infer<typeof AdminEmailSuppressionQuery>;

const Why = z.string().trim().min(3).max(300);

export const AddEmailSuppression = z
  .strictObject({ email: Email, scope: z.enum(SUPPRESSION_SCOPES), reason: Why })
  .meta({ id: 'AddEmailSuppression' });
export type AddEmailSuppression = z.infer<typeof AddEmailSuppression>;
export const RemoveEmailSuppression = z.strictObject({ reason: Why }).meta({ id: 'RemoveEmailSuppression' });
export type RemoveEmailSuppression = z.infer<typeof RemoveEmailSuppression>;
