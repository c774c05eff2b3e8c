import { type EmailCategory, OPTIONAL_EMAIL_CATEGORIES, type OptionalEmailCategory } from '@orbisvoice/shared-dto/values';

const OPTIONAL: ReadonlySet<EmailCategory> = new Set(OPTIONAL_EMAIL_CATEGORIES);

/** Mail a recipient can do without: what a complaint ends, and what has a sender of its own. */
export const isOptionalCategory = (category: EmailCategory): category is OptionalEmailCategory => OPTIONAL.has(category);
