import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../platform/events/event-publisher.js';
import { AuditLog } from '../audit/index.js';
import type { KeyPrincipal } from './all-tenants-api-key.repository.js';
import { ApiKeyRepository, USE_NOTED_EVERY_MS } from './api-key.repository.js';
import { ApiKeyUsedFirst } from './events/api-key-used-first.event.js';

/** Writes down that keys are used: the first time as news, later at most once a minute. */
@Injectable()
export class KeyUse {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
    private readonly clock: Clock,
  ) {}

  /** A promise only when there is something to write. */
  note(key: KeyPrincipal, actor: Actor): Promise<void> | undefined {
    const now = this.clock.now();
    const before = key.notedAt;
    if (before && now.getTime() - before.getTime() < USE_NOTED_EVERY_MS) return undefined;
    // said before it is written: the requests that arrive meanwhile have nothing left to do
    key.notedAt = now;
    if (before) return this.keys.markUse(key.tenantId, key.id, now);
    return this.unitOfWork.run(key.tenantId, () => this.noteFirst(key, actor, now));
  }

  private async noteFirst(key: KeyPrincipal, actor: Actor, now: Date): Promise<void> {
    if (!(await this.keys.markFirstUse(key.tenantId, key.id, now))) return;
    await this.audit.record(actor, { action: 'api_key.used_first', targetType: 'api_key', targetId: key.id });
    await this.events.publish(key.tenantId, new ApiKeyUsedFirst({ apiKeyId: key.id, name: key.name }));
  }
}
