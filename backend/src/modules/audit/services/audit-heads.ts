import { verify } from 'node:crypto';
import type { KeyRing } from '../../../platform/crypto/key-ring.js';
import { type SignedHead, signedText } from '../domain/signed-head.js';

const PURPOSE = 'audit heads';

export function signHead(keys: KeyRing, head: Omit<SignedHead, 'signature'>): SignedHead {
  return { ...head, signature: keys.sign(PURPOSE, Buffer.from(signedText(head))).toString('base64') };
}

export const isSignedHead = (keys: KeyRing, head: SignedHead): boolean =>
  verify(null, Buffer.from(signedText(head)), keys.publicKey(PURPOSE), Buffer.from(head.signature, 'base64'));

/** What somebody outside needs to check the heads they were given. */
export const headsPublicKey = (keys: KeyRing): string => keys.publicKey(PURPOSE).export({ format: 'pem', type: 'spki' }).toString();
