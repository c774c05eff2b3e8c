import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../platform/events/event-publisher.js';
import { SignalRecorder } from '../../platform/signals/signal-recorder.js';
import { AuditLog } from '../audit/index.js';
import { networkOf } from '../auth/index.js';
import type { KeyPrincipal } from './all-tenants-api-key.repository.js';
import { ApiKeyRepository, USE_NOTED_EVERY_MS } from './api-key.repository.js';
import { ApiKeyUsedFirst } from './events/api-key-used-first.event.js';

/** From where a key is used: a network is noted once an hour per process. */
const PLACE_NOTED_EVERY_MS = 3_600_000;

/** Writes down that keys are used: the first time as news, later at most once a minute; and from where. */
@Injectable()
export class KeyUse {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
    private readonly signals: SignalRecorder,
    private readonly clock: Clock,
  ) {}

  /** A promise only when there is something to write. */
  note(key: KeyPrincipal, actor: Actor): Promise<void> | undefined {
    this.notePlace(key, actor);
    const now = this.clock.now();
    const before = key.notedAt;
    if (before && now.getTime() - before.getTime() < USE_NOTED_EVERY_MS) return undefined;
    // said before it is written: the requests that arrive meanwhile have nothing left to do
    key.notedAt = now;
    if (before) return this.keys.markUse(key.tenantId, key.id, now);
    return this.unitOfWork.run(key.tenantId, () => this.noteFirst(key, actor, now));
  }

  /** In memory first: a request must not wait for it. */
  private notePlace(key: KeyPrincipal, { origin }: Actor): void {
    const network = networkOf(origin.ip);
    if (network === null) return;
    const details = { network, country: origin.country ?? null };
    this.signals.note(
      { kind: 'api_key.use', subject: `api_key:${key.id}`, facet: network, tenantId: key.tenantId, details },
      PLACE_NOTED_EVERY_MS,
    );
  }

  private async noteFirst(key: KeyPrincipal, actor: Actor, now: Date): Promise<void> {
    if (!(await this.keys.markFirstUse(key.tenantId, key.id, now))) return;
    await this.audit.record(actor, { action: 'api_key.used_first', targetType: 'api_key', targetId: key.id });
    await this.events.publish(key.tenantId, new ApiKeyUsedFirst({ apiKeyId: key.id, name: key.name }));
  }
}
