import type { EmailStatus } from '@orbisvoice/shared-dto/values';

/** Whether something is still going to become of a mail. */
export const isOnItsWay = (status: EmailStatus | undefined): boolean => status === 'queued' || status === 'sending';
