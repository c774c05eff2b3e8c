import { Injectable } from '@nestjs/common';
import type { AdminTenantLimits, ChangeLimits, LimitAdjustment } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { type AdjustmentRow, LimitBook, LimitChanges, toEffectiveLimits, adjustmentState } from '../../billing/index.js';
import { AllTenantsStaffNameRepository } from '../persistence/all-tenants-staff-name.repository.js';
import { TenantPartDesk } from './tenant-part-desk.service.js';

type Names = ReadonlyMap<string, string>;

/** What a tenant's limit is made of, with the names of who made it so; and changing it. */
@Injectable()
export class TenantLimitsDesk {
  constructor(
    private readonly parts: TenantPartDesk,
    private readonly book: LimitBook,
    private readonly changes: LimitChanges,
    private readonly names: AllTenantsStaffNameRepository,
  ) {}

  /** @throws DomainError `admin.tenant_not_found` */
  async read(id: string): Promise<AdminTenantLimits> {
    const tenantId = await this.parts.known(id);
    const { revision, tier, effective, usage, at, adjustments } = await this.book.read(tenantId);
    const names = await this.names.names([...new Set(adjustments.flatMap(staffOf))]);
    const listed = adjustments.map((row) => toLimitAdjustment(row, at, names));
    const isLive = ({ state }: LimitAdjustment): boolean => state === 'in_force';
    return {
      revision,
      tier,
      limits: toEffectiveLimits(effective),
      usage,
      adjustments: [...listed.filter(isLive), ...listed.filter((one) => !isLive(one))],
    };
  }

  /** @throws DomainError `admin.tenant_not_found`, else see `LimitChanges.change` */
  async change(actor: Actor, id: string, change: ChangeLimits): Promise<AdminTenantLimits> {
    await this.changes.change(actor, await this.parts.known(id), change);
    return this.read(id);
  }
}

const staffOf = ({ staffId, withdrawnBy }: AdjustmentRow): string[] => [staffId, ...(withdrawnBy === null ? [] : [withdrawnBy])];

function toLimitAdjustment(row: AdjustmentRow, at: Date, names: Names): LimitAdjustment {
  const { id, kind, recurrence, quantity, startsAt, endsAt, reason, withdrawnAt, withdrawnBy, withdrawnReason } = row;
  const person = (staffId: string) => ({ id: staffId, name: names.get(staffId) ?? null });
  return {
    id,
    kind,
    recurrence,
    quantity,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    state: adjustmentState(row, at),
    reason,
    setBy: person(row.staffId),
    withdrawn:
      withdrawnAt === null || withdrawnBy === null
        ? null
        : { at: withdrawnAt.toISOString(), by: person(withdrawnBy), reason: withdrawnReason ?? '' },
  };
}
