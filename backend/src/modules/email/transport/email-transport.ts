import type { Delivery } from '../domain/delivery.js';

/** One mail, ready to leave. */
export interface OutgoingEmail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The way out. Never throws for what a server says: the answer is a `Delivery`. */
export abstract class EmailTransport {
  abstract send(email: OutgoingEmail): Promise<Delivery>;
}
