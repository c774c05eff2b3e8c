import { Injectable } from '@nestjs/common';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { newWebhookSecret } from '../../../platform/http/standard-webhook.js';
import type { EndpointRow } from '../persistence/webhook-rows.js';

/** Separates these from everything else that is sealed with the same secret. */
export const WEBHOOK_SECRET_PURPOSE = 'webhook endpoint';

type Keys = Pick<EndpointRow, 'secret' | 'previousSecret' | 'previousSecretUntil'>;

/** Signing secrets: shown once, kept sealed. */
@Injectable()
export class WebhookSecrets {
  constructor(private readonly keys: DataKeys) {}

  /** A new secret, and how it is kept. */
  issue(): { readonly secret: string; readonly sealed: string } {
    const secret = newWebhookSecret();
    return { secret, sealed: this.keys.seal(WEBHOOK_SECRET_PURPOSE, secret) };
  }

  /** Those that sign at an instant: the present one, and the one before for a day. */
  signing({ secret, previousSecret, previousSecretUntil }: Keys, now: Date): string[] {
    const isOldGood = previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > now;
    return [secret, ...(isOldGood ? [previousSecret] : [])].map((sealed) => this.opened(sealed));
  }

  private opened(sealed: string): string {
    const secret = this.keys.open(WEBHOOK_SECRET_PURPOSE, sealed);
    if (secret === null) throw new Error('the secret of a webhook endpoint was sealed with another DATA_SECRET');
    return secret;
  }
}
