import { startOfDay } from '../../../platform/database/local-day.js';
import { POINTS } from './conversation-figures.sql.js';
import { keptSince } from './kept-since.sql.js';

/**
 * Visits and sign-ups by local day (and hour, where wanted) and channel, for both spans. `$1` tenant (null for all of them), `$2` zone, `$3`
 * first local day, `$4` the day after the last, `$5` first day of the previous span (or `$3`), `$6` before it a conversion is past the
 * hold, `$7` as of, `$8` whether hours are wanted.
 */
const TENANTS = {
  one: 'tenant_id = $1',
  // our own tenants are nobody's referrers
  all: '$1::uuid is null and tenant_id in (select id from tenants where not is_internal)',
} as const;

const FIRST = { both: 'least($3::date, $5::date)', current: '$3::date' } as const;
const within = (column: string, spans: keyof typeof FIRST): string =>
  `${column} >= ${startOfDay(FIRST[spans], '$2')} and ${column} < ${startOfDay('$4::date', '$2')} and ${column} <= $7`;
const place = (column: string): string => `(${column} at time zone $2)::date as day,
         case when $8::boolean then extract(epoch from date_trunc('hour', ${column}, $2))::bigint end as hour`;

/** What came of a sign-up by now: it paid, and of these is still inside the hold. A conversion that was taken back is none. */
const CONVERTED = `status = 'converted'`;
const PENDING = `${CONVERTED} and converted_at >= $6`;

const cells = (whose: keyof typeof TENANTS): string => `
  select day, hour, channel, sum(visits)::int as visits, sum(sign_ups)::int as "signUps", sum(converted)::int as converted,
         sum(pending)::int as pending
    from (
      select ${place('visited_at')}, channel, 1 as visits, 0 as sign_ups, 0 as converted, 0 as pending
        from referral_visits where ${TENANTS[whose]} and ${within('visited_at', 'both')}
      union all
      select ${place('signed_up_at')}, channel, 0, 1, (${CONVERTED})::int, (${PENDING})::int
        from referrals where ${TENANTS[whose]} and ${within('signed_up_at', 'both')}) happened
   group by day, hour, channel`;

/** Workspaces by what their links brought in the span itself; `$9` is how many of them, null for all. */
const TOP = `
  select t.id as "tenantId", t.name as "tenantName", coalesce(v.visits, 0) as visits, coalesce(r.sign_ups, 0) as "signUps",
         coalesce(r.converted, 0) as converted, coalesce(r.pending, 0) as pending
    from (select tenant_id, count(*)::int as visits from referral_visits where ${within('visited_at', 'current')} group by 1) v
    full join (select tenant_id, count(*)::int as sign_ups, (count(*) filter (where ${CONVERTED}))::int as converted,
                        (count(*) filter (where ${PENDING}))::int as pending
                 from referrals where ${within('signed_up_at', 'current')} group by 1) r on r.tenant_id = v.tenant_id
    join tenants t on t.id = coalesce(v.tenant_id, r.tenant_id) and not t.is_internal
   order by converted desc, "signUps" desc, visits desc, t.name, t.id limit $9`;

const list = (rows: string): string => `coalesce((select json_agg(x) from (${rows}) x), '[]')`;

const SHARED = `${list(POINTS)} as points, ${keptSince('referral', '$2')} as "keptSince"`;

export const TENANT_REFERRALS = `select ${list(cells('one'))} as cells, ${SHARED}`;
export const PLATFORM_REFERRALS = `select ${list(cells('all'))} as cells, ${SHARED}, ${list(TOP)} as top`;
