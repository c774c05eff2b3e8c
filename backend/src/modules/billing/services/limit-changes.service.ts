import { Injectable } from '@nestjs/common';
import type { ChangeLimits } from '@orbisvoice/shared-dto';
import type { AuditAction } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { AuditLog, type AuditChanges } from '../../audit/index.js';
import { isInForce } from '../domain/effective-limit.js';
import { type AdjustmentRow, LimitAdjustmentRepository, type NewAdjustment } from '../persistence/limit-adjustment.repository.js';
import { LimitBook } from './limit-book.service.js';
import { Limits } from './limits.service.js';

type Adding = Exclude<ChangeLimits, { readonly action: 'withdraw' }>;
type Withdrawing = Extract<ChangeLimits, { readonly action: 'withdraw' }>;

/** What was written, for the audit log. */
interface Deed {
  readonly action: AuditAction;
  readonly targetId: string;
  readonly changes: AuditChanges;
}

/** Staff change a tenant's limit: rows, the running period and the audit entry in one commit. */
@Injectable()
export class LimitChanges {
  constructor(
    private readonly adjustments: LimitAdjustmentRepository,
    private readonly book: LimitBook,
    private readonly limits: Limits,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @throws DomainError `billing.limits_conflict` when somebody was faster; `request.invalid` at `endsAt` for an end that is over already or
   *   behind the period of a one-off grant; `billing.limit_adjustment_not_found`, `billing.limit_adjustment_over`
   */
  async change(actor: Actor, tenantId: TenantId, change: ChangeLimits): Promise<void> {
    await this.unitOfWork.run(tenantId, async () => {
      if (!(await this.adjustments.advance(tenantId, change.revision))) throw new DomainError('billing.limits_conflict');
      const { at, adjustments, usage, effective: before } = await this.book.read(tenantId);
      const { plan } = before;
      refuseBadEnd(change, { at, resetsAt: usage.resetsAt });
      const deed =
        change.action === 'withdraw'
          ? await this.withdraw(tenantId, { change, adjustments, at, staffId: staffIdOf(actor) })
          : await this.add(tenantId, { change, override: before.override, resetsAt: usage.resetsAt, staffId: staffIdOf(actor) });
      await this.limits.apply(tenantId);
      const after = (await this.limits.rule(tenantId))(plan);
      const changes = { 'monthly limit': { before: before.limit, after: after.limit }, ...deed.changes, ...reasonOf(change) };
      await this.audit.record(actor, { action: deed.action, targetType: 'limit', targetId: deed.targetId, changes, tenantId });
    });
  }

  private async add(
    tenantId: TenantId,
    { change, override, resetsAt, staffId }: { change: Adding; override: AdjustmentRow | null; resetsAt: string; staffId: string },
  ): Promise<Deed> {
    const row = adjustmentOf(change, { resetsAt, staffId });
    const isOverride = row.kind === 'override';
    // one override at a time: what comes after it is never a surprise from the past
    if (isOverride && override) await this.adjustments.withdraw(tenantId, override.id, { staffId, reason: change.reason });
    await this.adjustments.add(tenantId, row);
    const until = row.endsAt?.toISOString() ?? null;
    return {
      action: isOverride ? 'admin.limit_override_set' : 'admin.limit_granted',
      targetId: row.id,
      changes: {
        [isOverride ? 'override' : 'granted']: { before: isOverride ? (override?.quantity ?? null) : null, after: row.quantity },
        until: { before: isOverride ? (override?.endsAt?.toISOString() ?? null) : null, after: until },
        ...(row.recurrence && { recurrence: { before: null, after: row.recurrence } }),
      },
    };
  }

  private async withdraw(
    tenantId: TenantId,
    { change, adjustments, at, staffId }: { change: Withdrawing; adjustments: readonly AdjustmentRow[]; at: Date; staffId: string },
  ): Promise<Deed> {
    const row = adjustments.find(({ id }) => id === change.adjustmentId);
    if (!row) throw new DomainError('billing.limit_adjustment_not_found');
    if (!isInForce(row, at)) throw new DomainError('billing.limit_adjustment_over');
    await this.adjustments.withdraw(tenantId, row.id, { staffId, reason: change.reason });
    const what = row.kind === 'override' ? 'override' : 'granted';
    return { action: 'admin.limit_withdrawn', targetId: row.id, changes: { [what]: { before: row.quantity, after: null } } };
  }
}

/** Judged by the clock that lets an adjustment begin and end: the database's. */
function refuseBadEnd(change: ChangeLimits, { at, resetsAt }: { readonly at: Date; readonly resetsAt: string }): void {
  if (change.action === 'withdraw' || change.endsAt === null) return;
  if (new Date(change.endsAt) <= at) throw invalidField('endsAt', 'future', 'must be in the future');
  if (change.action === 'grant_once' && new Date(change.endsAt) > new Date(resetsAt)) {
    throw invalidField('endsAt', 'period', `must not be behind the end of the usage period, ${resetsAt}`);
  }
}

function adjustmentOf(change: Adding, { resetsAt, staffId }: { resetsAt: string; staffId: string }): NewAdjustment {
  const common = { id: newId(), reason: change.reason, staffId, endsAt: change.endsAt === null ? null : new Date(change.endsAt) };
  switch (change.action) {
    case 'set_override':
      return { ...common, kind: 'override', recurrence: null, quantity: change.limit };
    case 'grant_once':
      return { ...common, kind: 'grant', recurrence: 'once', quantity: change.quantity, endsAt: new Date(change.endsAt ?? resetsAt) };
    case 'grant_each_period':
      return { ...common, kind: 'grant', recurrence: 'each_period', quantity: change.quantity };
  }
}

const reasonOf = ({ reason }: ChangeLimits): AuditChanges => ({ reason: { before: null, after: reason } });

function staffIdOf({ userId }: Actor): string {
  if (userId === null) throw new Error('staff are people');
  return userId;
}
