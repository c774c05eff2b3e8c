import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Cards end with their month: whoever's month is this one or the next may be due, and the domain says who is. */
const NEAR = `
  select p.tenant_id from billing_profiles p
   where p.tenant_id > $1
     and make_date(p.card_exp_year, p.card_exp_month, 1) between date_trunc('month', $2::timestamptz at time zone 'UTC') - interval '1 month'
                                                            and date_trunc('month', $2::timestamptz at time zone 'UTC') + interval '1 month'
     and exists (select 1 from subscriptions s where s.tenant_id = p.tenant_id and s.status in ('trialing', 'active', 'past_due'))
   order by p.tenant_id limit $3`;

/** Tenants with a live subscription whose card ends about now. */
@Injectable()
export class AllTenantsExpiringCardRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** @param after the last tenant of the slice before; null for the first slice */
  async near(now: Date, { after, limit }: { readonly after: TenantId | null; readonly limit: number }): Promise<TenantId[]> {
    const rows = await this.database.query<{ tenant_id: string }>({
      name: 'billing_profiles.expiring',
      text: NEAR,
      values: [after ?? '00000000-0000-0000-0000-000000000000', now, limit],
    });
    return rows.map((row) => tenantIdOf(row.tenant_id));
  }
}
