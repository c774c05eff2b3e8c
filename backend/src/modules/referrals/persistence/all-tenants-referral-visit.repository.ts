import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Visits to the links of all tenants, as their time ends. */
@Injectable()
export class AllTenantsReferralVisitRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Deletes so many at most, and notes in the same statement since when visits are kept. @returns how many */
  async forgetBefore(since: Date, most: number): Promise<number> {
    const [row] = await this.database.query<{ visits: number }>({
      text: `with gone as (
               delete from referral_visits
                where ctid = any (array(select ctid from referral_visits where visited_at < $1 order by visited_at limit $2)) returning 1),
             noted as (
               insert into visit_bounds as b (kind, kept_since) select 'referral', $1::timestamptz where exists (select 1 from gone)
               on conflict (kind) do update set kept_since = greatest(b.kept_since, excluded.kept_since))
             select count(*)::int as visits from gone`,
      values: [since, most],
    });
    return row?.visits ?? 0;
  }
}
