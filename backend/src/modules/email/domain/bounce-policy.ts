import type { EmailTransportName, SuppressionReason, SuppressionScope } from '@orbisvoice/shared-dto/values';

/** What became of a mail behind the one who took it. */
export type Fate = 'delivered' | 'deferred' | 'failed' | 'bounced' | 'soft_bounced' | 'complained';

/** A provider's news of one mail, in our words. */
export interface ProviderEvent {
  readonly provider: Exclude<EmailTransportName, 'smtp'>;
  /** Its id of the event: the same one again is a repeat. */
  readonly eventId: string;
  readonly fate: Fate;
  readonly detail: string | null;
  readonly at: Date;
  /** Our id, from the mark the mail carried. */
  readonly messageId: string | null;
  /** Theirs, for mail whose mark they lost. */
  readonly providerMessageId: string | null;
}

/** What an address has coming. */
export interface Sanction {
  readonly scope: SuppressionScope;
  readonly reason: SuppressionReason;
  readonly expiresAt: Date | null;
}

const DAY = 86_400_000;
/** So many temporary bounces within the window, and the mailbox is left in peace for as long. */
const SOFT_LIMIT = 3;
export const SOFT_WINDOW_MS = 7 * DAY;

/**
 * The policy (docs/guides/email.md). A mailbox that is not there gets nothing any more. One that bounces for the third time in a week gets
 * nothing for a week. Who complained gets what must be known, and never anything else.
 * @param softBounces of the address within the window, this one included
 */
export function sanctionOf(fate: Fate, { at, softBounces }: { at: Date; softBounces: number }): Sanction | null {
  switch (fate) {
    case 'bounced':
      return { scope: 'all', reason: 'hard_bounce', expiresAt: null };
    case 'soft_bounced':
      return softBounces < SOFT_LIMIT ? null : { scope: 'all', reason: 'soft_bounces', expiresAt: new Date(at.getTime() + SOFT_WINDOW_MS) };
    case 'complained':
      return { scope: 'optional', reason: 'complaint', expiresAt: null };
    case 'delivered':
    case 'deferred':
    case 'failed':
      return null;
  }
}
