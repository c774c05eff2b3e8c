import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** What is signed. */
export interface SignedMessage {
  /** The same for every try of one message: receivers tell repeats by it. */
  readonly id: string;
  /** Of this try; receivers refuse one that is more than five minutes off. */
  readonly at: Date;
  readonly body: string;
}

/** A new signing secret, `whsec_…`. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/** Headers of a message as Standard Webhooks has them; one signature for each secret, so that a receiver may know the old or the new one. */
export const webhookHeaders = ({ id, at, body }: SignedMessage, secrets: readonly string[]): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
});
