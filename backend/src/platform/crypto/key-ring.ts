import { createHmac, createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject, sign } from 'node:crypto';
import { KEY_BYTES, NONCE_BYTES, openText, sealText } from './sealed-text.js';

/** PKCS #8 of an Ed25519 key, up to its 32 secret bytes (RFC 8410). */
const ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Length of a block of SHA-256, in bytes. */
const BLOCK_BYTES = 64;

/** Keys derived from one secret: one per purpose and use, so that what was sealed for one purpose opens for no other. */
export class KeyRing {
  private readonly keys = new Map<string, Buffer>();
  private readonly signers = new Map<string, KeyObject>();

  constructor(private readonly secret: string) {}

  /** See {@link sealText}. */
  seal(purpose: string, text: string): string {
    return sealText(this.key(purpose, 'seal'), text);
  }

  /**
   * The same text always gives the same value, for what must not change when it is made again: the nonce is a keyed hash of the text, so no
   * two texts share one. It tells who sees two values whether their texts are equal, and nothing else.
   */
  sealAlike(purpose: string, text: string): string {
    const nonce = createHmac('sha256', this.key(purpose, 'nonce')).update(text).digest().subarray(0, NONCE_BYTES);
    return sealText(this.key(purpose, 'seal'), text, nonce);
  }

  /** What was sealed for this purpose; null for anything else, however it is broken. */
  open(purpose: string, sealed: string): string | null {
    return openText(this.key(purpose, 'seal'), sealed);
  }

  /** HMAC-SHA-256, 32 bytes: finds equal values without storing them, or proves that we wrote them. */
  hash(purpose: string, text: string | Buffer): Buffer {
    return createHmac('sha256', this.key(purpose, 'hash')).update(text).digest();
  }

  /**
   * {@link hash} of very many digests, hexadecimal in and out: two plain hashes over prepared blocks (RFC 2104) cost a fraction of what
   * setting up an HMAC does. Takes values of 32 bytes only.
   */
  digestHasher(purpose: string): (digest: string) => string {
    const key = this.key(purpose, 'hash');
    const padded = (pad: number): Buffer => {
      const block = Buffer.alloc(BLOCK_BYTES + KEY_BYTES, pad);
      key.forEach((byte, index) => (block[index] = byte ^ pad));
      return block;
    };
    const [inner, outer] = [padded(0x36), padded(0x5c)];
    return (digest) => {
      inner.write(digest, BLOCK_BYTES, 'hex');
      outer.write(hash('sha256', inner, 'hex'), BLOCK_BYTES, 'hex');
      return hash('sha256', outer, 'hex');
    };
  }

  /** An Ed25519 signature, 64 bytes: whoever has the {@link publicKey} can check it without being able to make one. */
  sign(purpose: string, bytes: Buffer): Buffer {
    return sign(null, bytes, this.signer(purpose));
  }

  publicKey(purpose: string): KeyObject {
    return createPublicKey(this.signer(purpose));
  }

  private signer(purpose: string): KeyObject {
    const known = this.signers.get(purpose);
    if (known) return known;
    const der = Buffer.concat([ED25519_PREFIX, this.key(purpose, 'sign')]);
    const made = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    this.signers.set(purpose, made);
    return made;
  }

  private key(purpose: string, use: 'seal' | 'nonce' | 'hash' | 'sign'): Buffer {
    const name = `orbisvoice data ${use} ${purpose}`;
    const known = this.keys.get(name) ?? Buffer.from(hkdfSync('sha256', this.secret, '', name, KEY_BYTES));
    this.keys.set(name, known);
    return known;
  }
}
