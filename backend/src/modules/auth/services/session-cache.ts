import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TENANT_CHANGED } from '../../tenants/index.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Invalidation } from '../../../platform/cache/invalidation.js';
import { Clock } from '../../../platform/clock/clock.js';
import { SessionPrincipalRepository, type SessionPrincipal } from '../persistence/session-principal.repository.js';
import { RevocableCache } from './revocable-cache.js';

export const SESSION_CHANGED = 'sessions';
export const USER_CHANGED = 'users';

/** Live sessions by id, forgotten in every process the moment one ends or its person's rights change. */
@Injectable()
export class SessionCache implements OnModuleInit {
  private readonly cache: RevocableCache<SessionPrincipal>;

  constructor(
    private readonly principals: SessionPrincipalRepository,
    private readonly invalidation: Invalidation,
    clock: Clock,
  ) {
    this.cache = new RevocableCache(clock);
  }

  onModuleInit(): void {
    const clear = (): void => this.cache.clear();
    this.invalidation.subscribe(SESSION_CHANGED, (id) => this.cache.revoke(id), clear);
    this.invalidation.subscribe(USER_CHANGED, (id) => this.cache.revokeWhere(({ userId }) => userId === id), clear);
    this.invalidation.subscribe(TENANT_CHANGED, (id) => this.cache.revokeWhere(({ tenantId }) => tenantId === id), clear);
  }

  principal(tenantId: TenantId, sessionId: string): Promise<SessionPrincipal | null> {
    return this.cache.get(sessionId, () => this.principals.find(tenantId, sessionId));
  }

  /** After the commit that ended them. */
  sessionsEnded(ids: readonly string[]): void {
    for (const id of ids) void this.invalidation.publish(SESSION_CHANGED, id);
  }

  /** After the commit that changed somebody's name, role or existence. */
  userChanged(id: string): void {
    void this.invalidation.publish(USER_CHANGED, id);
  }
}
