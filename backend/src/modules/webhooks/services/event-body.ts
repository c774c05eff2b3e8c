import type { WebhookData } from '@orbisvoice/shared-dto';
import type { WebhookEventName } from '@orbisvoice/shared-dto/values';

/** A fact as it is told. */
export interface ToldFact<Name extends WebhookEventName = WebhookEventName> {
  readonly event: Name;
  readonly at: Date;
  readonly data: WebhookData[Name];
}

/** The body of a message, as Standard Webhooks recommends it: what is signed, sent and kept, byte by byte. */
export const bodyOf = ({ event, at, data }: ToldFact): string => JSON.stringify({ type: event, timestamp: at.toISOString(), data });
