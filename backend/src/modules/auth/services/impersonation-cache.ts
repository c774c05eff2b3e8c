import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Invalidation } from '../../../platform/cache/invalidation.js';
import { Clock } from '../../../platform/clock/clock.js';
import { TENANT_CHANGED } from '../../tenants/index.js';
import { AllTenantsImpersonationRepository, type ImpersonationPrincipal } from '../persistence/all-tenants-impersonation.repository.js';
import { RevocableCache } from './revocable-cache.js';
import { SESSION_CHANGED, USER_CHANGED } from './session-cache.js';

const IMPERSONATION_CHANGED = 'impersonations';

/** Live impersonations by id. Forgotten in every process the moment one ends, the staff user logs out or loses their rights. */
@Injectable()
export class ImpersonationCache implements OnModuleInit {
  private readonly cache: RevocableCache<ImpersonationPrincipal>;

  constructor(
    private readonly impersonations: AllTenantsImpersonationRepository,
    private readonly invalidation: Invalidation,
    private readonly clock: Clock,
  ) {
    this.cache = new RevocableCache(clock);
  }

  onModuleInit(): void {
    const clear = (): void => this.cache.clear();
    this.invalidation.subscribe(IMPERSONATION_CHANGED, (id) => this.cache.revoke(id), clear);
    this.invalidation.subscribe(SESSION_CHANGED, (id) => this.cache.revokeWhere(({ staffSessionId }) => staffSessionId === id), clear);
    this.invalidation.subscribe(USER_CHANGED, (id) => this.cache.revokeWhere((it) => it.staffId === id || it.userId === id), clear);
    // whose tenant it was, the staff user's or the person's, is asked anew
    this.invalidation.subscribe(TENANT_CHANGED, clear, clear);
  }

  principal(id: string): Promise<ImpersonationPrincipal | null> {
    return this.cache.get(id, () => this.impersonations.find(id, this.clock.now()));
  }

  /** After the commit that ended it. */
  ended(id: string): void {
    void this.invalidation.publish(IMPERSONATION_CHANGED, id);
  }
}
