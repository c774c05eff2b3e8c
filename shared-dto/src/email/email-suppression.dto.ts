import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { SUPPRESSION_REASONS, SUPPRESSION_SCOPES } from '../values/statuses.js';

/** What a mail provider is told. */
export const EmailWebhookReceipt = z.object({ received: z.literal(true) }).meta({ id: 'EmailWebhookReceipt' });
export type EmailWebhookReceipt = z.infer<typeof EmailWebhookReceipt>;

/** An address of the workspace that mail does not reach, or only mail that must be known. */
export const EmailSuppression = z
  .object({
    address: z.string(),
    /** Whose it is, seen from the caller. */
    whose: z.enum(['self', 'person', 'billing']),
    name: z.string().nullable(),
    /** `optional` still gets security, account and billing mail. */
    scope: z.enum(SUPPRESSION_SCOPES),
    reason: z.enum(SUPPRESSION_REASONS),
    since: Instant,
    /** When it ends by itself; null for never. */
    until: Instant.nullable(),
  })
  .meta({ id: 'EmailSuppression' });
export type EmailSuppression = z.infer<typeof EmailSuppression>;

export const EmailSuppressionList = z.object({ items: z.array(EmailSuppression) }).meta({ id: 'EmailSuppressionList' });
export type EmailSuppressionList = z.infer<typeof EmailSuppressionList>;

/** Which addresses that matter to the caller cannot be reached; empty when all is well. */
export const EmailReachability = z.object({ unreachable: z.array(EmailSuppression) }).meta({ id: 'EmailReachability' });
export type EmailReachability = z.infer<typeof EmailReachability>;
