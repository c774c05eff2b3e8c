import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';

/** Five minutes, as Svix and Standard Webhooks have it: what is older may be a replay. */
const TOLERANCE_MS = 5 * 60_000;

/** The signed parts of a webhook, as they arrived. */
export interface SignedBody {
  readonly body: Buffer;
  readonly timestamp: string;
  readonly signature: string;
}

function isFresh(timestamp: string, now: Date): boolean {
  const at = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  return Math.abs(now.getTime() - at) <= TOLERANCE_MS;
}

/** SendGrid: ECDSA P-256 with SHA-256 over timestamp and raw body, by the key its settings show. */
export function isSignedBySendGrid(publicKey: string, { body, timestamp, signature }: SignedBody, now: Date): boolean {
  if (!isFresh(timestamp, now)) return false;
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return verify('sha256', Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'base64'));
}

/** Resend (Svix): HMAC-SHA-256 over `id.timestamp.body`; several signatures while a secret is rotated. */
export function isSignedByResend(secret: string, { id, body, timestamp, signature }: SignedBody & { id: string }, now: Date): boolean {
  if (!isFresh(timestamp, now)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return signature.split(' ').some((versioned) => {
    const [version, text = ''] = versioned.split(',');
    const given = Buffer.from(text, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
