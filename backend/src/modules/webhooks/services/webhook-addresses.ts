import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { isPublicAddress } from '../../../platform/http/outbound-post.js';

/** Names that lead inside by their meaning (RFC 6761, RFC 6762, RFC 9476 and common use). */
const INNER_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)\.?$|^[^.:]+$/i;

/** Which addresses an endpoint may have. What a name leads to is looked at again before every single request (ASVS 1.3.6). */
@Injectable()
export class WebhookAddresses {
  constructor(private readonly config: Config) {}

  /** @throws DomainError `request.invalid` on `url` for an address that can only lead into a private network */
  refuseInner(url: string): void {
    if (this.config.webhooks.mayBePrivate) return;
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    const isInner = isIP(host) === 0 ? INNER_NAME.test(host) : !isPublicAddress(host);
    if (isInner) throw invalidField('url', 'public_address', 'must lead into the public internet');
  }
}
