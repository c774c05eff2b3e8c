import { EMAIL_CATEGORIES, OPTIONAL_EMAIL_CATEGORIES, type EmailCategory, type OptionalEmailCategory } from '@orbisvoice/shared-dto/values';

/** What the link of one mail stands for: whose choice it is, about what. The address itself is not in it. */
export interface MailChoice {
  readonly tenantId: string;
  readonly messageId: string;
  /** Keyed hash of the address, base64url. */
  readonly recipient: string;
  readonly category: EmailCategory;
  /** A list of its own within the category, such as one scheduled report; null for the category as a whole. */
  readonly topic: string | null;
}

/** Names are left out: the whole must stay a short line in a mail's header. */
export const choiceText = ({ tenantId, messageId, recipient, category, topic }: MailChoice): string =>
  JSON.stringify([tenantId, messageId, recipient, category, ...(topic === null ? [] : [topic])]);

/** The choice such a text holds; null for any other, such as that of a category that is no more. */
export function choiceOf(text: string): MailChoice | null {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return null;
  const [tenantId, messageId, recipient, name, topic = null] = parts;
  const category = EMAIL_CATEGORIES.find((known) => known === name);
  return tenantId && messageId && recipient && category ? { tenantId, messageId, recipient, category, topic } : null;
}

/** Whether the recipient of such mails has a choice. */
export const isOptional = (category: EmailCategory): category is OptionalEmailCategory =>
  OPTIONAL_EMAIL_CATEGORIES.some((optional) => optional === category);

/** One address, however it is spelled: what hashes and comparisons are made of. */
export const normalAddress = (address: string): string => address.trim().toLowerCase();
