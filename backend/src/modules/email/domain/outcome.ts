import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
import { nextAttempt, type Attempted } from './retry.js';
import type { Delivery } from './delivery.js';
import { headerText } from './header-text.js';

/** How a try ended, in the words of the timeline; `sent` has no line there, the row says it. */
export type OutcomeKind = 'sent' | 'deferred' | 'failed' | 'suppressed';

/** What the row of a mail says after a try. */
export interface EmailOutcome {
  readonly kind: OutcomeKind;
  readonly status: 'sent' | 'queued' | 'failed' | 'suppressed';
  readonly error: string | null;
  readonly nextAttemptAt: Date | null;
  readonly providerMessageId: string | null;
  readonly sentAt: Date | null;
  /** Who accepted or refused it, or may have it. */
  readonly transport: EmailTransportName | null;
  /** Nobody knows whether this try handed it over, or none was made: what was in doubt stays so. */
  readonly isOpen: boolean;
}

const LONGEST_REASON = 500;
const NOTHING = { error: null, nextAttemptAt: null, providerMessageId: null, sentAt: null, transport: null, isOpen: false } as const;

/** What somebody else's server said: one line, without what a database would refuse, such as a NUL. */
export const reasonText = (reason: string): string => headerText(reason).slice(0, LONGEST_REASON);

/** A mail that must not leave, and why. */
export const suppressed = (reason: string): EmailOutcome => ({ ...NOTHING, kind: 'suppressed', status: 'suppressed', error: reason });

/** A mail that went unanswered twice. A third copy would be one too many, so people decide. */
export const unanswered = (transport: EmailTransportName | null): EmailOutcome => ({
  ...NOTHING,
  kind: 'failed',
  status: 'failed',
  error: 'Handed over twice without an answer: it may have arrived, so it is not sent a third time',
  transport,
});

/** What follows from a server's answer. @param spread from 0 to 1, see `nextAttempt` */
export function outcomeOf(message: Attempted, delivery: Delivery, { now, spread }: { now: Date; spread: number }): EmailOutcome {
  switch (delivery.kind) {
    case 'accepted':
      return {
        ...NOTHING,
        kind: 'sent',
        status: 'sent',
        providerMessageId: delivery.providerId,
        sentAt: now,
        transport: delivery.transport,
      };
    case 'rejected':
      return { ...NOTHING, kind: 'failed', status: 'failed', error: reasonText(delivery.reason), transport: delivery.transport };
    case 'deferred': {
      const error = reasonText(delivery.reason);
      const transport = delivery.heldBy ?? null;
      const nextAttemptAt = nextAttempt(message, now, { spread, atLeast: delivery.retryAfter });
      if (!nextAttemptAt) return { ...NOTHING, kind: 'failed', status: 'failed', error, transport };
      const isOpen = transport !== null && delivery.wasAnswered !== true;
      return { ...NOTHING, kind: 'deferred', status: 'queued', error, nextAttemptAt, transport, isOpen };
    }
  }
}
