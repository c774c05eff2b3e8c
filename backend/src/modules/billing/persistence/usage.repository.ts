import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { UsagePeriod } from '../domain/usage.js';

interface SummaryRow {
  readonly used: string;
  readonly reserved: string;
  readonly lim: string;
  readonly ceiling: string;
  readonly period_start: Date;
  readonly period_end: Date;
}

export interface UsageHistoryRow {
  readonly day: string;
  readonly count: string;
  readonly time_zone: string;
}

const HISTORY = `
  with zone as (select time_zone, (now() at time zone time_zone)::date as today from tenants where id = $1),
  counted as (
    select (e.at at time zone z.time_zone)::date as day, sum(e.quantity) as count
    from zone z join usage_events e on e.tenant_id = $1 and e.state = 'counted' and e.at >= (z.today - $2::integer + 1)::timestamp at time zone z.time_zone
    group by 1
  )
  select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(c.count, 0) as count, z.time_zone
  from zone z cross join lateral generate_series(z.today - $2::integer + 1, z.today, interval '1 day') d (day)
  left join counted c on c.day = d.day::date
  order by d.day`;

/** Usage of one tenant, as its pages read it. */
@Injectable()
export class UsageRepository {
  constructor(
    private readonly reader: TenantReader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The current period, also before its first event opened it. */
  async current(tenantId: TenantId): Promise<UsagePeriod> {
    const [row] = await this.summaryRows(tenantId);
    if (!row) throw new Error('usage_summary answers one row');
    return {
      used: Number(row.used),
      reserved: Number(row.reserved),
      limit: Number(row.lim),
      ceiling: Number(row.ceiling),
      start: row.period_start,
      end: row.period_end,
    };
  }

  /** In the open unit of work or snapshot when there is one, so that it belongs to the moment of what is read beside it. */
  private summaryRows(tenantId: TenantId): Promise<SummaryRow[]> {
    const text = 'select used, reserved, lim, ceiling, period_start, period_end from usage_summary($1)';
    if (this.unitOfWork.isOpen(tenantId)) return this.unitOfWork.manager(tenantId).query<SummaryRow[]>(text, [tenantId]);
    return this.reader.query<SummaryRow>(tenantId, { name: 'usage.summary', text, values: [tenantId] });
  }

  /** The last `days` days of the tenant's zone, today included, days without usage too. */
  history(tenantId: TenantId, days: number): Promise<UsageHistoryRow[]> {
    return this.reader.query<UsageHistoryRow>(tenantId, { name: 'usage.history', text: HISTORY, values: [tenantId, days] });
  }

  /** Closes and opens periods after a change of plan, in the open unit of work. */
  async applyPlan(tenantId: TenantId): Promise<void> {
    await this.unitOfWork.manager(tenantId).query('select usage_apply_plan($1)', [tenantId]);
  }
}
