import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** The invoice of the last period is closed by then, with everything that was reported for it. */
const SETTLED_AFTER = `interval '2 hours'`;

const IDLE_ITEM = `
  select s.tenant_id from subscriptions s
  left join billing_profiles b on b.tenant_id = s.tenant_id
  where s.stripe_overage_item_id is not null and s.status in ('active', 'past_due') and not coalesce(b.is_overage_enabled, false)
    and s.current_period_start < $1::timestamptz - ${SETTLED_AFTER}
    and not exists (
      select 1 from usage_periods p
      where p.tenant_id = s.tenant_id and p.period_start >= s.current_period_start and usage_overage(p) > 0)
    and not exists (select 1 from meter_reports m where m.tenant_id = s.tenant_id and m.status = 'pending')
  order by s.tenant_id limit $2`;

/** Overage as the platform looks at it. */
@Injectable()
export class AllTenantsOverageRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Tenants that pay for a metered item nobody wants any more, with nothing on it. */
  async withIdleItem(now: Date, limit: number): Promise<TenantId[]> {
    const rows = await this.database.query<{ tenant_id: string }>({ name: 'overage.idle_item', text: IDLE_ITEM, values: [now, limit] });
    return rows.map((row) => tenantIdOf(row.tenant_id));
  }
}
