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

const Claims = z.object({ typ: z.literal('access'), sub: z.uuid(), tid: z.uuid(), sid: z.uuid() });

/** What an access token says: who, of which tenant, in which session. Rights are never in it, they come from the database. */
export interface AccessClaims {
  readonly userId: string;
  readonly tenantId: TenantId;
  readonly sessionId: string;
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
    const issuedAt = Math.floor(this.clock.now().getTime() / 1_000);
    const expiresAt = issuedAt + this.config.auth.accessTokenSeconds;
    const payload = { typ: 'access', tid: claims.tenantId, sid: claims.sessionId, iat: issuedAt, exp: expiresAt };
    const accessToken = jwt.sign(payload, this.keys.accessToken, {
      algorithm: ALGORITHM,
      issuer: ISSUER,
      audience: AUDIENCE,
      subject: claims.userId,
    });
    return { accessToken, expiresAt: new Date(expiresAt * 1_000) };
  }

  /** Null for anything but a token of ours, of this kind, in its time. The algorithm is ours to say, never the token's. */
  verify(token: string): AccessClaims | null {
    const claims = Claims.safeParse(this.payloadOf(token));
    if (!claims.success) return null;
    return { userId: claims.data.sub, tenantId: tenantIdOf(claims.data.tid), sessionId: claims.data.sid };
  }

  private payloadOf(token: string): unknown {
    try {
      return jwt.verify(token, this.keys.accessToken, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: Math.floor(this.clock.now().getTime() / 1_000),
      });
    } catch (error) {
      if (error instanceof jwt.JsonWebTokenError) return null;
      throw error;
    }
  }
}
