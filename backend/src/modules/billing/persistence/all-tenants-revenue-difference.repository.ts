import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Of all tenants those whose movements, in whatever currency, do not add up to what their subscriptions say: `difference` of the report, counted. */
const DIFFERENCES = `
  select count(distinct tenant_id)::int as tenants from (
    select tenant_id from (
      select tenant_id, currency, mrr_after - mrr_before as ledger, 0 as subscribed from mrr_movements where occurred_at <= $1
      union all
      select tenant_id, currency, 0, amount from subscriptions where status in ('active', 'past_due')) both_sides
     where tenant_id in (select id from tenants where not is_internal)
     group by tenant_id, currency having sum(ledger) <> sum(subscribed)) different`;

const REMEMBER = `
  insert into revenue_checks (tenants, at) values ($1, $2)
  on conflict (is_only) do update set tenants = excluded.tenants, at = excluded.at where revenue_checks.at <= excluded.at`;

/** What a comparison found, and when. */
export interface RevenueCheck {
  readonly tenants: number;
  readonly at: Date;
}

/** Whether the ledger of revenue and the subscriptions agree. */
@Injectable()
export class AllTenantsRevenueDifferenceRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Compares all that was ever moved: not for who asks often. */
  async compare(now: Date): Promise<number> {
    const [row] = await this.database.query<{ tenants: number }>({ name: 'revenue.differences', text: DIFFERENCES, values: [now] });
    return row?.tenants ?? 0;
  }

  async remember({ tenants, at }: RevenueCheck): Promise<void> {
    await this.database.query({ name: 'revenue.remember_check', text: REMEMBER, values: [tenants, at] });
  }

  /** Null when nobody ever compared. */
  async latest(): Promise<RevenueCheck | null> {
    const [row] = await this.database.query<RevenueCheck>({ name: 'revenue.latest_check', text: 'select tenants, at from revenue_checks' });
    return row ?? null;
  }
}
