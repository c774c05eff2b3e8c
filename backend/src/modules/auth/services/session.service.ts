import { Injectable } from '@nestjs/common';
import type { Me } from '@orbisvoice/shared-dto';
import type { Origin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { randomToken, sha256 } from '../../../platform/crypto/tokens.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { mayEnter } from '../../tenants/index.js';
import type { Client } from '../domain/clients.js';
import { SessionRepository, type RevokeReason, type SessionsOf } from '../persistence/session.repository.js';
import type { User } from '../persistence/user.entity.js';
import { AccessTokens } from './access-tokens.js';
import { Profiles } from './profiles.js';
import { SessionCache } from './session-cache.js';
import { SessionTime } from './session-time.js';

/** Where a sign-in comes from. */
export interface SignInContext {
  readonly client: Client;
  readonly origin: Origin;
}

/** A sign-in by password; `device` is the proof of an earlier sign-in from the same browser. */
export interface LogInContext extends SignInContext {
  readonly device: string | null;
}

/** What a sign-in or a refresh earns. The refresh token goes into a cookie, never into a body. */
export interface SessionGrant {
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
  readonly client: Client;
  readonly me: Me;
}

interface Issue {
  readonly user: User;
  readonly sessionId: string;
  readonly client: Client;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** Starts and ends sessions, inside the unit of work of whoever asks. */
@Injectable()
export class SessionService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly profiles: Profiles,
    private readonly tokens: AccessTokens,
    private readonly cache: SessionCache,
    private readonly unitOfWork: UnitOfWork,
    private readonly time: SessionTime,
  ) {}

  /** @throws DomainError `auth.account_banned` when nobody of the tenant may log in */
  async start(tenantId: TenantId, user: User, { client, origin }: SignInContext): Promise<SessionGrant> {
    const { now, sessionExpiresAt } = this.time.ofNewSession();
    const sessionId = newId();
    const { ip, userAgent } = origin;
    const times = { createdAt: now, lastSeenAt: now, expiresAt: sessionExpiresAt };
    await this.sessions.add(tenantId, {
      id: sessionId,
      userId: user.id,
      client,
      ip,
      userAgent,
      ...times,
      revokedAt: null,
      revokeReason: null,
    });
    const refreshToken = randomToken();
    const refreshExpiresAt = await this.addToken(tenantId, { sessionId, refreshToken, sessionExpiresAt });
    return this.grant(tenantId, { user, sessionId, client, refreshToken, refreshExpiresAt });
  }

  /** Stores a refresh token by digest. @returns when it dies of idleness, the session's end at the latest */
  async addToken(tenantId: TenantId, token: { sessionId: string; refreshToken: string; sessionExpiresAt: Date }): Promise<Date> {
    const { now, idleUntil } = this.time.ofNewToken(token.sessionExpiresAt);
    await this.sessions.addToken(tenantId, {
      hash: sha256(token.refreshToken),
      sessionId: token.sessionId,
      issuedAt: now,
      expiresAt: idleUntil,
    });
    return idleUntil;
  }

  async grant(tenantId: TenantId, issue: Issue): Promise<SessionGrant> {
    const { user, sessionId, client, refreshToken, refreshExpiresAt } = issue;
    const me = await this.profiles.of(tenantId, user);
    if (!mayEnter(me.tenant.status)) throw new DomainError('auth.account_banned');
    return {
      ...this.tokens.sign({ userId: user.id, tenantId, sessionId }),
      refreshToken,
      refreshExpiresAt,
      client,
      me,
    };
  }

  /** Ends sessions, everywhere at once after the commit. @returns how many were open */
  async end(tenantId: TenantId, which: SessionsOf, reason: RevokeReason): Promise<number> {
    const ended = await this.sessions.revoke(tenantId, which, { reason, at: this.time.now() });
    this.unitOfWork.afterCommit(() => this.cache.sessionsEnded(ended));
    return ended.length;
  }

  /** Ends every session of a tenant, in the caller's unit of work. @returns how many were open */
  async endAll(tenantId: TenantId, reason: RevokeReason): Promise<number> {
    const ended = await this.sessions.revokeAll(tenantId, { reason, at: this.time.now() });
    this.unitOfWork.afterCommit(() => this.cache.sessionsEnded(ended));
    return ended.length;
  }
}
