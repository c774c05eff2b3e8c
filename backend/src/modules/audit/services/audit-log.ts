import { Injectable } from '@nestjs/common';
import type { ActorKind, AuditAction, AuditTargetType } from '@orbisvoice/shared-dto/values';
import type { Actor, Origin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { refuseSecrets, type AuditChanges } from '../domain/audit-changes.js';
import { ChainWriter } from './chain-writer.js';

/** Nobody signed in: a job, or a visitor at the log-in form. */
export interface Bystander {
  readonly kind: 'system' | 'anonymous';
  readonly tenantId: TenantId;
  readonly name?: string;
  readonly origin: Origin;
}

/** A signed-in user known by id before there is a session, as at sign-up or log-in. */
export interface Subject {
  readonly kind: 'subject';
  readonly tenantId: TenantId;
  readonly userId: string;
  readonly name: string;
  readonly origin: Origin;
}

export type AuditActor = Actor | Bystander | Subject;

export interface AuditRecord {
  readonly action: AuditAction;
  readonly targetType: AuditTargetType;
  readonly targetId: string | null;
  readonly changes?: AuditChanges;
  /** The tenant acted upon, when staff reach into another than their own; its unit of work must be open. */
  readonly tenantId?: TenantId;
}

interface Author {
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly impersonatorId: string | null;
}

/** Writes the audit log, always in the caller's transaction. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly chain: ChainWriter,
    private readonly clock: Clock,
  ) {}

  /** @throws Error outside a unit of work of the tenant the entry belongs to */
  async record(actor: AuditActor, record: AuditRecord): Promise<void> {
    const changes = record.changes ?? {};
    refuseSecrets(changes);
    this.chain.add(record.tenantId ?? actor.tenantId, {
      id: newId(),
      at: this.clock.now(),
      action: record.action,
      ...authorOf(actor, record),
      targetType: record.targetType,
      targetId: record.targetId,
      changes,
      ip: actor.origin.ip,
      traceId: actor.origin.traceId,
    });
  }
}

function authorOf(actor: AuditActor, record: AuditRecord): Author {
  switch (actor.kind) {
    case 'system':
    case 'anonymous':
      return { actorKind: actor.kind, actorId: null, actorName: actor.name ?? null, impersonatorId: null };
    case 'subject':
      return { actorKind: 'user', actorId: actor.userId, actorName: actor.name, impersonatorId: null };
    case 'api_key':
      return { actorKind: 'api_key', actorId: actor.apiKeyId, actorName: actor.name, impersonatorId: actor.impersonatorId };
    case 'user':
      return {
        actorKind: isStaffWork(actor, record) ? 'staff' : 'user',
        actorId: actor.userId,
        actorName: actor.name,
        impersonatorId: actor.impersonatorId,
      };
  }
}

/** Staff have a tenant of their own; what they do there they do as its users. */
function isStaffWork(actor: Actor, record: AuditRecord): boolean {
  const isElsewhere = record.tenantId !== undefined && record.tenantId !== actor.tenantId;
  return actor.isStaff && (isElsewhere || record.action.startsWith('admin.'));
}
