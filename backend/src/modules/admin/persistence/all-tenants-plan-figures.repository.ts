import { Injectable } from '@nestjs/common';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Who is on a plan, and what they pay a month. */
export interface PlanFigures {
  readonly tenants: number;
  /** Minor units. */
  readonly mrr: number;
}

const FIGURES = `
select t.subscription_tier as code, count(*)::int as tenants, coalesce(sum(m.mrr), 0)::float8 as mrr
from tenants t
left join (select tenant_id, sum(mrr_after - mrr_before) as mrr from mrr_movements group by tenant_id) m on m.tenant_id = t.id
where not t.is_internal and t.status <> 'deleted'
group by t.subscription_tier`;

/** Tenants and recurring revenue by plan. */
@Injectable()
export class AllTenantsPlanFiguresRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async read(): Promise<ReadonlyMap<PlanCode, PlanFigures>> {
    const rows = await this.database.query<PlanFigures & { code: PlanCode }>({ text: FIGURES });
    return new Map(rows.map(({ code, tenants, mrr }) => [code, { tenants, mrr }]));
  }
}
