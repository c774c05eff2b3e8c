import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor, Origin } from '../../../platform/access/actor.js';
import { AuthenticatorRegistry, type Authenticator } from '../../../platform/access/authenticator.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { mayEnter, mayRun } from '../../tenants/index.js';
import type { Client } from '../domain/clients.js';
import { AccessTokens, type AccessClaims } from './access-tokens.js';
import { impersonatedActor } from './impersonated-actor.js';
import { ImpersonationCache } from './impersonation-cache.js';
import { permissionsOf } from './permissions-of.js';
import { SessionCache } from './session-cache.js';

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Signed-in people. The token says which session; what its person may do is asked anew (at most five seconds old, see SessionCache). */
@Injectable()
export class AccessTokenAuthenticator implements Authenticator, OnModuleInit {
  constructor(
    private readonly registry: AuthenticatorRegistry,
    private readonly tokens: AccessTokens,
    private readonly sessions: SessionCache,
    private readonly impersonations: ImpersonationCache,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  accepts(token: string): boolean {
    return JWT.test(token);
  }

  /** @throws DomainError `auth.account_banned` for a session whose tenant is banned: the app must say why */
  async authenticate(token: string, origin: Origin): Promise<Actor | null> {
    const claims = this.tokens.verify(token);
    if (!claims) return null;
    return claims.staffId === undefined ? this.person(claims, origin) : this.impersonator({ ...claims, staffId: claims.staffId }, origin);
  }

  private async person(claims: AccessClaims, origin: Origin): Promise<Actor | null> {
    const principal = await this.sessions.principal(claims.tenantId, claims.sessionId);
    if (!principal || principal.userId !== claims.userId || principal.expiresAt <= this.clock.now()) return null;
    if (!mayEnter(principal.tenantStatus)) throw new DomainError('auth.account_banned');
    const isStaff = principal.isAdmin && this.isOfConsole(principal.client);
    return {
      kind: 'user',
      tenantId: claims.tenantId,
      userId: principal.userId,
      apiKeyId: null,
      sessionId: claims.sessionId,
      name: principal.name,
      permissions: permissionsOf({ role: principal.role, isAdmin: isStaff }),
      isStaff,
      impersonatorId: null,
      restriction: mayRun(principal.tenantStatus) ? null : 'tenants.suspended',
      origin,
    };
  }

  /** Where the console has its own host, a session of the portal is no staff session: what runs there must not be able to do staff's work. */
  private isOfConsole(client: Client): boolean {
    return this.config.http.adminUrl === null || client === 'console';
  }

  /** What the token says of both people must be what the row says: a token is no proof of a right. */
  private async impersonator(claims: AccessClaims & { staffId: string }, origin: Origin): Promise<Actor | null> {
    const it = await this.impersonations.principal(claims.sessionId);
    if (!it || it.expiresAt <= this.clock.now()) return null;
    if (it.tenantId !== claims.tenantId || it.userId !== claims.userId || it.staffId !== claims.staffId) return null;
    if (!mayEnter(it.tenantStatus)) throw new DomainError('auth.account_banned');
    return impersonatedActor(it, origin);
  }
}
