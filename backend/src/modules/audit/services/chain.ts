import { hash } from 'node:crypto';
import type { KeyRing } from '../../../platform/crypto/key-ring.js';

/** Where a chain ends: how many entries there are, and the hash and the keyed MAC of the last. */
export interface Link {
  readonly seq: number;
  readonly hash: Buffer;
  readonly mac: Buffer;
}

/** Length of a hash and of a MAC, in bytes. */
export const HASH_BYTES = 32;

/** The end of a chain without entries. */
export const GENESIS: Link = { seq: 0, hash: Buffer.alloc(HASH_BYTES), mac: Buffer.alloc(HASH_BYTES) };

const PURPOSE = 'audit chain';

/** hash(n) = SHA-256(hash(n-1) ‖ mac(n-1) ‖ canonical entry n) */
export const hashOf = (previous: Link, canonical: string): Buffer =>
  hash('sha256', Buffer.concat([previous.hash, previous.mac, Buffer.from(canonical, 'utf8')]), 'buffer');

/** mac(n) = HMAC-SHA-256(key, hash(n)). The key is not in the database: who has the database alone can write no entry that verifies. */
export const macOf = (keys: KeyRing, linkHash: Buffer): Buffer => keys.hash(PURPOSE, linkHash);

/** {@link macOf} of many hashes, hexadecimal in and out. */
export const manyMacs = (keys: KeyRing): ((linkHash: string) => string) => keys.digestHasher(PURPOSE);

/** The link of the next entry. */
export function linkAfter(keys: KeyRing, previous: Link, canonical: string): Link {
  const linkHash = hashOf(previous, canonical);
  return { seq: previous.seq + 1, hash: linkHash, mac: macOf(keys, linkHash) };
}
