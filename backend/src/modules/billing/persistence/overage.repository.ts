import { Injectable } from '@nestjs/common';
import type { ChangeOverage } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { OverageStanding } from '../domain/overage.js';

interface StandingRow {
  readonly is_enabled: boolean;
  readonly cap: string | null;
  readonly overage: string;
}

/** The decision counts while there is an item that bills it: it outlives a subscription, and a new one begins without. */
const STANDING = `
  select coalesce(b.is_overage_enabled, false) and exists (
      select 1 from subscriptions u where u.tenant_id = $1 and u.stripe_overage_item_id is not null and u.status in ('active', 'past_due')
    ) as is_enabled, b.overage_cap as cap, s.overage
  from usage_summary($1) s left join billing_profiles b on b.tenant_id = $1`;

const PUT = `
  insert into billing_profiles as b (tenant_id, is_overage_enabled, overage_cap, updated_at) values ($1, $2, $3, $4)
  on conflict (tenant_id) do update
  set is_overage_enabled = excluded.is_overage_enabled, overage_cap = coalesce(excluded.overage_cap, b.overage_cap), updated_at = excluded.updated_at`;

const ACCRUED = `
  select coalesce(sum(usage_overage(p)), 0) as overage from usage_periods p
  where p.tenant_id = $1 and p.period_start >= $2 and (p.overage_since is not null or p.overage_closed > 0)`;

/** What a tenant decided about conversations beyond its limit, and how many there are. Joins the open unit of work or snapshot. */
@Injectable()
export class OverageRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  standing(tenantId: TenantId): Promise<OverageStanding> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const [row] = await manager.query<StandingRow[]>(STANDING, [tenantId]);
      if (!row) throw new Error('usage_summary answers one row');
      return { isEnabled: row.is_enabled, capAmount: row.cap === null ? null : Number(row.cap), quantity: Number(row.overage) };
    });
  }

  /** Keeps the decision; switched off, the last cap stays to be offered again. */
  async put(tenantId: TenantId, change: ChangeOverage, now: Date): Promise<void> {
    const cap = change.isEnabled ? change.capAmount : null;
    await this.unitOfWork.manager(tenantId).query(PUT, [tenantId, change.isEnabled, cap, now]);
  }

  /** Conversations beyond the limits of all usage periods since then. */
  accruedSince(tenantId: TenantId, since: Date): Promise<number> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const [row] = await manager.query<{ overage: string }[]>(ACCRUED, [tenantId, since]);
      return Number(row?.overage ?? 0);
    });
  }
}
