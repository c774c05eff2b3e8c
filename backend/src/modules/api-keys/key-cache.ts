import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Invalidation } from '../../platform/cache/invalidation.js';
import { Clock } from '../../platform/clock/clock.js';
import { sha256 } from '../../platform/crypto/tokens.js';
import { RevocableCache } from '../auth/index.js';
import { TENANT_CHANGED } from '../tenants/index.js';
import { AllTenantsApiKeyRepository, type KeyPrincipal } from './all-tenants-api-key.repository.js';

const KEY_CHANGED = 'api_keys';

/** Keys in use, by digest; gone in every process the moment one is revoked or its tenant suspended. */
@Injectable()
export class KeyCache implements OnModuleInit {
  private readonly cache: RevocableCache<KeyPrincipal>;

  constructor(
    private readonly keys: AllTenantsApiKeyRepository,
    private readonly invalidation: Invalidation,
    clock: Clock,
  ) {
    this.cache = new RevocableCache(clock);
  }

  onModuleInit(): void {
    const clear = (): void => this.cache.clear();
    this.invalidation.subscribe(KEY_CHANGED, (id) => this.cache.revokeWhere((key) => key.id === id), clear);
    this.invalidation.subscribe(TENANT_CHANGED, (id) => this.cache.revokeWhere((key) => key.tenantId === id), clear);
  }

  principal(token: string): Promise<KeyPrincipal | null> {
    const hash = sha256(token);
    return this.cache.get(hash.toString('base64'), () => this.keys.find(hash));
  }

  /** After the commit that changed or revoked it. */
  keyChanged(id: string): void {
    void this.invalidation.publish(KEY_CHANGED, id);
  }
}
