import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor, Origin } from '../../platform/access/actor.js';
import { AuthenticatorRegistry, type Authenticator } from '../../platform/access/authenticator.js';
import { Clock } from '../../platform/clock/clock.js';
import { mayEnter, mayRun } from '../tenants/index.js';
import { isApiKey } from './api-key-format.js';
import { KeyCache } from './key-cache.js';
import { KeyUse } from './key-use.js';

/** A tenant's own software, by API key. The key's scopes are all it may do. */
@Injectable()
export class ApiKeyAuthenticator implements Authenticator, OnModuleInit {
  constructor(
    private readonly registry: AuthenticatorRegistry,
    private readonly keys: KeyCache,
    private readonly use: KeyUse,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  accepts(token: string): boolean {
    return isApiKey(token);
  }

  /** Null as well for the key of a banned tenant: it is dead until the tenant is reinstated. */
  async authenticate(token: string, origin: Origin): Promise<Actor | null> {
    const key = await this.keys.principal(token);
    if (!key || (key.expiresAt && key.expiresAt <= this.clock.now())) return null;
    if (!mayEnter(key.tenantStatus)) return null;
    const actor: Actor = {
      kind: 'api_key',
      tenantId: key.tenantId,
      userId: null,
      apiKeyId: key.id,
      sessionId: null,
      name: key.name,
      permissions: key.permissions,
      isStaff: false,
      impersonatorId: null,
      restriction: mayRun(key.tenantStatus) ? null : 'tenants.suspended',
      origin,
    };
    const noting = this.use.note(key, actor);
    if (noting) await noting;
    return actor;
  }
}
