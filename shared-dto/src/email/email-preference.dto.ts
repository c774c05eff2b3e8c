import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { EMAIL_CATEGORIES, EMAIL_PREFERENCE_SOURCES, OPTIONAL_EMAIL_CATEGORIES } from '../values/statuses.js';

/** Whose mails: one's own, or those to the billing address of the workspace. */
export const EmailRecipient = z.enum(['self', 'billing']);
export type EmailRecipient = z.infer<typeof EmailRecipient>;

export const EmailPreference = z
  .object({
    category: z.enum(EMAIL_CATEGORIES),
    /** False for what must be known: such mails always come. */
    isOptional: z.boolean(),
    isEnabled: z.boolean(),
    /** When and where it was chosen last; null while the default holds. */
    changedAt: Instant.nullable(),
    source: z.enum(EMAIL_PREFERENCE_SOURCES).nullable(),
  })
  .meta({ id: 'EmailPreference' });
export type EmailPreference = z.infer<typeof EmailPreference>;

export const EmailRecipientPreferences = z
  .object({ recipient: EmailRecipient, address: z.string(), categories: z.array(EmailPreference) })
  .meta({ id: 'EmailRecipientPreferences' });
export type EmailRecipientPreferences = z.infer<typeof EmailRecipientPreferences>;

/** One's own, and those of the billing address where it differs and one may decide about it. */
export const EmailPreferences = z.object({ recipients: z.array(EmailRecipientPreferences) }).meta({ id: 'EmailPreferences' });
export type EmailPreferences = z.infer<typeof EmailPreferences>;

/** What is not named stays as it is: two open pages do not undo each other. */
export const UpdateEmailPreferences = z
  .strictObject({
    recipient: EmailRecipient.default('self'),
    choices: z
      .array(z.strictObject({ category: z.enum(OPTIONAL_EMAIL_CATEGORIES), isEnabled: z.boolean() }))
      .min(1)
      .max(OPTIONAL_EMAIL_CATEGORIES.length),
  })
  .meta({ id: 'UpdateEmailPreferences' });
export type UpdateEmailPreferences = z.infer<typeof UpdateEmailPreferences>;
