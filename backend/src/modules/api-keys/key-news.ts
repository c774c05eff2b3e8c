import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import type { TenantId } from '../../platform/access/tenant-id.js';
import { EventPublisher } from '../../platform/events/event-publisher.js';
import { AuditLog, changesBetween } from '../audit/index.js';
import type { ApiKeyRow } from './api-key.entity.js';
import { ApiKeyCreated } from './events/api-key-created.event.js';
import { ApiKeyRevoked } from './events/api-key-revoked.event.js';
import { ApiKeyRotated } from './events/api-key-rotated.event.js';

type Key = Omit<ApiKeyRow, 'tenantId' | 'hash'>;

const FIELDS = ['name', 'prefix', 'scopes', 'expiresAt'];

/** What the audit log and the listeners hear of keys. */
@Injectable()
export class KeyNews {
  constructor(
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async created(actor: Actor, { id, name, prefix, scopes, expiresAt }: Key): Promise<void> {
    const changes = changesBetween(null, { name, prefix, scopes, expiresAt }, FIELDS);
    await this.audit.record(actor, { action: 'api_key.created', targetType: 'api_key', targetId: id, changes });
    await this.events.publish(actor.tenantId, new ApiKeyCreated({ apiKeyId: id, name, prefix, createdBy: actor.userId }));
  }

  async rotated(actor: Actor, old: Key, { replacement, worksUntil }: { replacement: Key; worksUntil: Date }): Promise<void> {
    const before = { prefix: old.prefix, expiresAt: old.expiresAt, replacedBy: null };
    const changes = changesBetween(before, { prefix: replacement.prefix, expiresAt: worksUntil, replacedBy: replacement.id }, [
      'prefix',
      'expiresAt',
      'replacedBy',
    ]);
    await this.audit.record(actor, { action: 'api_key.rotated', targetType: 'api_key', targetId: old.id, changes });
    const payload = { apiKeyId: old.id, replacedBy: replacement.id, name: old.name, worksUntil: worksUntil.toISOString() };
    await this.events.publish(actor.tenantId, new ApiKeyRotated(payload));
  }

  async revoked(actor: Actor, { id, name, prefix }: Key): Promise<void> {
    const changes = changesBetween({ state: 'working' }, { state: 'revoked' }, ['state']);
    await this.audit.record(actor, { action: 'api_key.revoked', targetType: 'api_key', targetId: id, changes });
    await this.events.publish(actor.tenantId, new ApiKeyRevoked({ apiKeyId: id, name, prefix }));
  }

  /** In the log of the tenant whose key it was, as staff's work. */
  async revokedByStaff(
    actor: Actor,
    { id, name, prefix }: Key,
    { tenantId, reason }: { readonly tenantId: TenantId; readonly reason: string },
  ): Promise<void> {
    const changes = changesBetween({ state: 'working' }, { state: 'revoked', reason }, ['state', 'reason']);
    await this.audit.record(actor, { action: 'admin.api_key_revoked', targetType: 'api_key', targetId: id, changes, tenantId });
    await this.events.publish(tenantId, new ApiKeyRevoked({ apiKeyId: id, name, prefix }));
  }
}
