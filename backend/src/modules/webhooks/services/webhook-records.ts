import { Injectable } from '@nestjs/common';
import type { AuditAction } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog, type AuditChanges, changesBetween } from '../../audit/index.js';
import type { EndpointRow } from '../persistence/webhook-rows.js';
import { WebhookBell } from './webhook-bell.js';

/** What an entry of an endpoint shows, before and after. */
const AUDITED = ['url', 'description', 'events', 'isEnabled'] as const;

interface Change {
  readonly before: EndpointRow | null;
  readonly after: EndpointRow | null;
}

/** The unit of work of a person's deed at webhooks, its entry in the audit log, and the bell behind its commit. */
@Injectable()
export class WebhookRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly bell: WebhookBell,
  ) {}

  inWork<T>({ tenantId }: Actor, work: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run(tenantId, work);
  }

  /** @returns whether anything changed; only then there is an entry */
  async changed(actor: Actor, action: AuditAction, { before, after }: Change): Promise<boolean> {
    const changes = {
      ...changesBetween(shown(before), shown(after), AUDITED),
      // of an address only where it leads is told: paths and queries of webhooks hold keys
      ...(before && after && before.url !== after.url && { path: { before: 'as it was', after: 'changed' } }),
    };
    if (Object.keys(changes).length === 0) return false;
    await this.note(actor, { action, endpointId: (after ?? before)?.id ?? null, changes });
    return true;
  }

  rotated(actor: Actor, endpointId: string, overlapUntil: Date): Promise<void> {
    const changes = {
      signingKey: { before: null, after: 'replaced' },
      oldOneSignsUntil: { before: null, after: overlapUntil.toISOString() },
    };
    return this.note(actor, { action: 'webhook_endpoint.secret_rotated', endpointId, changes });
  }

  tested(actor: Actor, endpointId: string, event: string): Promise<void> {
    return this.note(actor, { action: 'webhook_endpoint.tested', endpointId, changes: { event: { before: null, after: event } } });
  }

  async replayed(actor: Actor, deliveryId: string, event: string): Promise<void> {
    const changes = { event: { before: null, after: event } };
    await this.audit.record(actor, { action: 'webhook_delivery.replayed', targetType: 'webhook_delivery', targetId: deliveryId, changes });
  }

  failedReplayed(actor: Actor, endpointId: string, facts: { readonly since: string; readonly replayed: number }): Promise<void> {
    const changes = { since: { before: null, after: facts.since }, replayed: { before: null, after: facts.replayed } };
    return this.note(actor, { action: 'webhook_delivery.replayed', endpointId, changes });
  }

  /** Wakes the workers once the unit of work is committed. */
  ringAfterwards(): void {
    this.unitOfWork.afterCommit(() => this.bell.ring());
  }

  private async note(
    actor: Actor,
    { action, endpointId, changes }: { action: AuditAction; endpointId: string | null; changes: AuditChanges },
  ): Promise<void> {
    await this.audit.record(actor, { action, targetType: 'webhook_endpoint', targetId: endpointId, changes });
  }
}

const shown = (row: EndpointRow | null) =>
  row && { url: new URL(row.url).origin, description: row.description, events: [...row.events], isEnabled: row.isEnabled };
