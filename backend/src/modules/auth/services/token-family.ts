import { Injectable } from '@nestjs/common';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { refreshDecision } from '../domain/refresh-decision.js';
import { SessionRepository, type LockedToken } from '../persistence/session.repository.js';
import { UserRepository } from '../persistence/user.repository.js';
import { AuthKeys } from './auth-keys.js';
import type { Presented } from './presented-token.js';
import { SessionEnding } from './session-ending.js';
import { SessionService, type SessionGrant } from './session.service.js';
import { SessionTime } from './session-time.js';

/** The chain of refresh tokens of one session: rotated at every use, ended when a used one comes back late. */
@Injectable()
export class TokenFamily {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly granting: SessionService,
    private readonly ending: SessionEnding,
    private readonly keys: AuthKeys,
    private readonly time: SessionTime,
  ) {}

  async present(presented: Presented): Promise<SessionGrant | 'reused' | 'invalid'> {
    const { tenantId, hash, context } = presented;
    const locked = await this.sessions.lockToken(tenantId, hash);
    if (!locked || locked.client !== context.client) return 'invalid';
    const decision = refreshDecision(
      {
        tokenExpiresAt: locked.token_expires_at,
        tokenUsedAt: locked.used_at,
        sessionExpiresAt: locked.session_expires_at,
        sessionRevokedAt: locked.revoked_at,
      },
      this.time.now(),
    );
    if (decision === 'invalid') return 'invalid';
    if (decision === 'reused') {
      await this.ending.reused(presented, locked);
      return 'reused';
    }
    const next = decision === 'rotate' ? await this.rotate(presented, locked) : await this.newest(presented, locked);
    const user = await this.users.byId(tenantId, locked.user_id);
    return user ? this.granting.grant(tenantId, { user, sessionId: locked.session_id, client: locked.client, ...next }) : 'invalid';
  }

  private async rotate({ tenantId, token, hash }: Presented, locked: LockedToken) {
    const refreshToken = this.keys.refreshSuccessor(token);
    await this.sessions.useToken(tenantId, hash, this.time.now());
    await this.sessions.seen(tenantId, locked.session_id, this.time.now());
    await this.users.markSeen(tenantId, locked.user_id);
    const issue = { sessionId: locked.session_id, refreshToken, sessionExpiresAt: locked.session_expires_at };
    return { refreshToken, refreshExpiresAt: await this.granting.addToken(tenantId, issue) };
  }

  /**
   * The unused end of the chain. Usually the direct successor; further on when another tab has refreshed in between. Giving that tab's
   * predecessor back to the shared cookie would look like theft at its next use.
   */
  private async newest({ tenantId, token }: Presented, locked: LockedToken) {
    let refreshToken = this.keys.refreshSuccessor(token);
    let row = await this.sessions.lockToken(tenantId, sha256(refreshToken));
    while (row?.used_at) {
      refreshToken = this.keys.refreshSuccessor(refreshToken);
      row = await this.sessions.lockToken(tenantId, sha256(refreshToken));
    }
    return { refreshToken, refreshExpiresAt: row?.token_expires_at ?? locked.session_expires_at };
  }
}
