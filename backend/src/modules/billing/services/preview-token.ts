import { createHmac, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { BILLING_INTERVALS, CHANGE_TIMINGS, PLAN_CODES } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { isSameSecret } from '../../../platform/crypto/tokens.js';

const LIFE_MS = 15 * 60_000;
const KEY_BYTES = 32;

/** What was shown: enough to find out whether the same would be charged now. */
const Quote = z.strictObject({
  tenantId: z.string(),
  kind: z.enum(['checkout', 'upgrade', 'downgrade']),
  /** The subscription as it was, with what was set for the end of its period; null on the free plan. */
  from: z
    .strictObject({
      subscriptionId: z.string(),
      priceId: z.string(),
      periodEnd: z.iso.datetime(),
      scheduleId: z.string().nullable(),
      isEnding: z.boolean(),
    })
    .nullable(),
  tier: z.enum(PLAN_CODES).exclude(['free']),
  interval: z.enum(BILLING_INTERVALS),
  /** Chosen by staff; otherwise the kind says it. */
  timing: z.enum(CHANGE_TIMINGS).optional(),
  /** The price to go to. */
  priceId: z.string(),
  /** The subscription's items as they shall be: what is sent is what was shown, also when a dead process left the sending to a repeat. */
  items: z.array(
    z.union([
      z.strictObject({ id: z.string(), price: z.string() }),
      z.strictObject({ id: z.string(), deleted: z.literal(true) }),
      z.strictObject({ price: z.string() }),
    ]),
  ),
  prorationDate: z.iso.datetime(),
  amountDue: z.int(),
  /** Digest of what is charged now, line by line. */
  charge: z.string(),
  expiresAt: z.iso.datetime(),
});
export type Quote = z.infer<typeof Quote>;

/**
 * Previews that come back. A preview is not kept: its token carries what was shown, signed with a key of its own, so any process can check it
 * and nobody can make one up.
 */
@Injectable()
export class PreviewTokens {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', config.auth.tokenSecret, '', 'orbisvoice plan preview', KEY_BYTES));
  }

  /** Until when a token made now is taken. */
  expiry(): Date {
    return new Date(this.clock.now().getTime() + LIFE_MS);
  }

  seal(quote: Quote): string {
    const body = Buffer.from(JSON.stringify(quote)).toString('base64url');
    return `${body}.${this.signature(body)}`;
  }

  /** @returns null for a token that is not ours, of another tenant, too old or of another release */
  open(tenantId: TenantId, token: string): Quote | null {
    const [body = '', signature = ''] = token.split('.');
    if (!isSameSecret(signature, this.signature(body))) return null;
    const { data: quote } = Quote.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    const isValid = quote?.tenantId === tenantId && this.clock.now() < new Date(quote.expiresAt);
    return isValid ? quote : null;
  }

  private signature(body: string): string {
    return createHmac('sha256', this.key).update(body).digest('base64url');
  }
}
