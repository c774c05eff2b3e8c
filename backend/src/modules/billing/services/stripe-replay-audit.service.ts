import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog, type AuditChanges } from '../../audit/index.js';
import type { Difference } from '../domain/row-differences.js';

/** What became of a replayed event. */
export interface ReplayedEvent {
  readonly eventId: string;
  readonly statusBefore: string;
  readonly outcome: string;
  readonly differences: readonly Difference[];
}

/** Writes down who replayed which event and what it changed. */
@Injectable()
export class StripeReplayAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** In the log of the tenant it changed: joins the open unit of work, or opens one. An event of nobody goes to the log of staff's own tenant. */
  async record(actor: Actor, tenantId: TenantId | null, replayed: ReplayedEvent): Promise<void> {
    const owner = tenantId ?? actor.tenantId;
    await this.unitOfWork.run(owner, () =>
      this.audit.record(actor, {
        action: 'admin.stripe_event_replayed',
        targetType: 'stripe_event',
        targetId: replayed.eventId,
        changes: { outcome: { before: replayed.statusBefore, after: replayed.outcome }, ...changesOf(replayed.differences) },
        tenantId: owner,
      }),
    );
  }
}

/** Differences as the audit log writes them. */
export const changesOf = (differences: readonly Difference[]): AuditChanges =>
  Object.fromEntries(differences.map(({ field, before, after }) => [field, { before, after }]));
