import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';

const KEY_BYTES = 32;

/** One key per purpose out of the configured secret, so that what one of them signs means nothing to another. */
@Injectable()
export class AuthKeys {
  /** Prepared once: jsonwebtoken with a string secret is fifty times slower (performance.md §3.8). */
  readonly accessToken: KeyObject;
  private readonly refresh: Buffer;
  private readonly device: Buffer;

  constructor(config: Config) {
    const derive = (purpose: string): Buffer =>
      Buffer.from(hkdfSync('sha256', config.auth.tokenSecret, '', `orbisvoice ${purpose}`, KEY_BYTES));
    this.accessToken = createSecretKey(derive('access token'));
    this.refresh = derive('refresh token');
    this.device = derive('known device');
  }

  /** The one successor of a refresh token. Derived, not drawn: a double submit gets the same one and nothing readable is stored. */
  refreshSuccessor(token: string): string {
    return createHmac('sha256', this.refresh).update(token).digest('base64url');
  }

  /** Ties a device's nonce to one account. */
  deviceProof(nonce: string, email: string): string {
    return createHmac('sha256', this.device).update(`${nonce} ${email}`).digest('base64url');
  }
}
