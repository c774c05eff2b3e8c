import { Injectable } from '@nestjs/common';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { REVENUE_SCOPE, REVENUE_TABLES } from '../../analytics/index.js';

/** Who is on a plan, and what they pay a month. */
export interface PlanFigures {
  readonly tenants: number;
  /** Minor units. */
  readonly mrr: number;
}

/** Who is on a plan now, and what the ledger has of it: the revenue page's own figure. */
const FIGURES = `
with ${REVENUE_TABLES}
select p.code, (select count(*)::int from tenants t where t.subscription_tier = p.code and not t.is_internal and t.status <> 'deleted') as tenants,
  coalesce(m.mrr, 0)::float8 as mrr
from plans p left join plan_now m on m.plan = p.code`;

/** Tenants and recurring revenue by plan. */
@Injectable()
export class AllTenantsPlanFiguresRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async read(asOf: Date): Promise<ReadonlyMap<PlanCode, PlanFigures>> {
    const rows = await this.database.query<PlanFigures & { code: PlanCode }>({ text: FIGURES, values: [asOf, ...REVENUE_SCOPE] });
    return new Map(rows.map(({ code, tenants, mrr }) => [code, { tenants, mrr }]));
  }
}
