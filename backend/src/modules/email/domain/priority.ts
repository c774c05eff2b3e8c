import type { EmailCategory } from '@orbisvoice/shared-dto/values';

/** What somebody waits for at this moment; what must be known soon; what may come with the next mail. */
export const PRIORITIES = { urgent: 0, soon: 1, whenever: 2 } as const;

const BY_CATEGORY: Readonly<Record<EmailCategory, number>> = {
  account: PRIORITIES.urgent,
  security: PRIORITIES.urgent,
  billing: PRIORITIES.soon,
  usage_80: PRIORITIES.soon,
  usage_100: PRIORITIES.soon,
  lifecycle: PRIORITIES.whenever,
  referral: PRIORITIES.whenever,
  reports: PRIORITIES.whenever,
};

/** In which order mails leave: the smaller first. A password reset never waits for a digest. */
export const priorityOf = (category: EmailCategory): number => BY_CATEGORY[category];
