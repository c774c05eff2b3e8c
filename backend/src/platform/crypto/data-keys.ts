import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals and hashes data that is kept, with keys derived from `DATA_SECRET`: one key per purpose, so that a value sealed for one use opens for
 * no other. A purpose is a fixed text of the caller, such as `unsubscribe link`.
 */
@Injectable()
export class DataKeys {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly config: Config) {}

  /** AES-256-GCM with a fresh nonce; base64url of nonce, text and tag. Sealing the same text twice gives two values. */
  seal(purpose: string, text: string): string {
    return this.sealWith(randomBytes(NONCE_BYTES), purpose, text);
  }

  /**
   * The same text always gives the same value, for what must not change when it is made again: the nonce is a keyed hash of the text, so no
   * two texts share one. It tells who sees two values whether their texts are equal, and nothing else.
   */
  sealAlike(purpose: string, text: string): string {
    const nonce = createHmac('sha256', this.key(purpose, 'nonce')).update(text).digest().subarray(0, NONCE_BYTES);
    return this.sealWith(nonce, purpose, text);
  }

  /** What was sealed for this purpose; null for anything else, however it is broken. */
  open(purpose: string, sealed: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    // base64url forgives characters it does not know; a value that was altered must not open
    if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed) return null;
    const decipher = createDecipheriv(CIPHER, this.key(purpose, 'seal'), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const start = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    try {
      return Buffer.concat([start, decipher.final()]).toString('utf8');
    } catch {
      // the tag does not fit: not sealed by us, or not for this purpose
      return null;
    }
  }

  /** HMAC-SHA-256, 32 bytes: finds equal values without storing them. */
  hash(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.key(purpose, 'hash')).update(text).digest();
  }

  private sealWith(nonce: Buffer, purpose: string, text: string): string {
    const cipher = createCipheriv(CIPHER, this.key(purpose, 'seal'), nonce);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  private key(purpose: string, use: 'seal' | 'nonce' | 'hash'): Buffer {
    const name = `orbisvoice data ${use} ${purpose}`;
    const known = this.keys.get(name) ?? Buffer.from(hkdfSync('sha256', this.config.data.secret, '', name, KEY_BYTES));
    this.keys.set(name, known);
    return known;
  }
}
