import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
import type { Delivery } from '../domain/delivery.js';

/** A file that goes with a mail. */
export interface MailAttachment {
  /** ASCII. */
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** One mail, ready to leave. */
export interface OutgoingEmail {
  /** The row. Every try carries the same, so that a provider can tell a repeat from a second mail. */
  readonly id: string;
  readonly tenantId: string;
  readonly from: string;
  readonly replyTo?: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments?: readonly MailAttachment[];
  /** Who may have it already, from an earlier try that was not answered: nobody else is asked. */
  readonly heldBy: EmailTransportName | null;
}

/** One way out. Never throws for what a server says: the answer is a `Delivery`. */
export interface ProviderTransport {
  send(email: OutgoingEmail): Promise<Delivery>;
}

/** One that can be asked whether it would take a mail, without one. */
export interface ProbedTransport extends ProviderTransport {
  /** @returns what it said; rejects when it is down or does not know us */
  probe(): Promise<string>;
}

/** The way out, whichever it is. */
export abstract class EmailTransport implements ProviderTransport {
  abstract send(email: OutgoingEmail): Promise<Delivery>;
}
