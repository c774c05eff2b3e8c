import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import * as z from 'zod';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { AuthKeys } from './auth-keys.js';

const ISSUER = 'orbisvoice';
const AUDIENCE = 'orbisvoice-api';
const ALGORITHM = 'HS256';

const Claims = z.object({
  typ: z.literal('access'),
  sub: z.uuid(),
  tid: z.uuid(),
  sid: z.uuid(),
  act: z.object({ sub: z.uuid() }).optional(),
});

/** What an access token says: who, of which tenant, in which session. Rights are never in it, they come from the database. */
export interface AccessClaims {
  readonly userId: string;
  readonly tenantId: TenantId;
  /** The session, or the impersonation where somebody acts as the user. */
  readonly sessionId: string;
  /** The staff user who acts (RFC 8693). */
  readonly staffId?: string | undefined;
}

/** Signs and checks the short-lived bearer tokens of signed-in people. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly keys: AuthKeys,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  sign(claims: AccessClaims): { accessToken: string; expiresAt: Date } {
    const expiresAt = this.now() + this.config.auth.accessTokenSeconds;
    return { accessToken: this.signed(claims, expiresAt), expiresAt: new Date(expiresAt * 1_000) };
  }

  /** The one token of an impersonation: it lasts as long as that does. */
  signImpersonation(claims: AccessClaims & { readonly staffId: string }, expiresAt: Date): string {
    return this.signed(claims, Math.floor(expiresAt.getTime() / 1_000));
  }

  private signed({ userId, tenantId, sessionId, staffId }: AccessClaims, expiresAt: number): string {
    const act = staffId === undefined ? {} : { act: { sub: staffId } };
    const payload = { typ: 'access', tid: tenantId, sid: sessionId, ...act, iat: this.now(), exp: expiresAt };
    return jwt.sign(payload, this.keys.accessToken, { algorithm: ALGORITHM, issuer: ISSUER, audience: AUDIENCE, subject: userId });
  }

  private now(): number {
    return Math.floor(this.clock.now().getTime() / 1_000);
  }

  /** Null for anything but a token of ours, of this kind, in its time. The algorithm is ours to say, never the token's. */
  verify(token: string): AccessClaims | null {
    const claims = Claims.safeParse(this.payloadOf(token));
    if (!claims.success) return null;
    const { sub, tid, sid, act } = claims.data;
    return { userId: sub, tenantId: tenantIdOf(tid), sessionId: sid, staffId: act?.sub };
  }

  private payloadOf(token: string): unknown {
    try {
      return jwt.verify(token, this.keys.accessToken, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: this.now(),
      });
    } catch (error) {
      if (error instanceof jwt.JsonWebTokenError) return null;
      throw error;
    }
  }
}
