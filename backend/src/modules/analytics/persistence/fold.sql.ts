import {
  AGENT_DAY_COLUMNS,
  agentDayCells,
  allDayCells,
  conversationsIn,
  DAY_COLUMNS,
  HOUR_COLUMNS,
  hourCells,
  rawColumns,
} from './rollup.sql.js';

/** What is kept has all, whoever reads it. */
const WHOLE = 'figures and stages';

/** Some tenants with marks for parts of them, those whose whole is marked left out. */
export const PARTLY_MARKED = `
select tenant_id::text as id from rollup_marks group by tenant_id having bool_and(at is not null) limit $1`;

/** One tenant whose whole is marked. */
export const WHOLLY_MARKED = 'select tenant_id::text as id from rollup_marks where at is null limit 1';

/** Takes the marks of tenants, and says which hours and days of their zones lie under them. A tenant that is gone has none. */
export const TAKE = `
with taken as (delete from rollup_marks where tenant_id = any($1::uuid[]) returning tenant_id, at)
select distinct m.tenant_id::text as "tenantId", t.time_zone as zone, date_trunc('hour', m.at, t.time_zone)::text as hour,
       ((m.at at time zone t.time_zone)::date)::text as day, date_trunc('hour', m.at, 'UTC')::text as "utcHour"
  from taken m join tenants t on t.id = m.tenant_id where m.at is not null`;

/** `$1` tenants, `$2` days, `$3` hours. */
export const FORGET_HOURS = `
delete from conversation_hours h using unnest($1::uuid[], $2::date[], $3::timestamptz[]) x (tenant_id, day, hour)
 where h.tenant_id = x.tenant_id and h.day = x.day and h.hour = x.hour`;

/** The same, and `$4` zones. A truncated hour holds nothing after 60 minutes, but where clocks move by half an hour not all of them. */
export const MAKE_HOURS = `
with raw as materialized (
  select ${rawColumns('x.zone', WHOLE)}
    from unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::text[]) x (tenant_id, day, hour, zone)
    cross join lateral (${conversationsIn('x.tenant_id', 'x.hour', `x.hour + interval '1 hour'`)}) c
   where date_trunc('hour', c.started_at, x.zone) = x.hour)
insert into conversation_hours (${HOUR_COLUMNS}) ${hourCells('raw', WHOLE)}`;

const DAYS = `hours as materialized (
  select h.* from unnest($1::uuid[], $2::date[]) x (tenant_id, day) join conversation_hours h on h.tenant_id = x.tenant_id and h.day = x.day)`;
const forgetDays = (table: string): string =>
  `delete from ${table} d using unnest($1::uuid[], $2::date[]) x (tenant_id, day) where d.tenant_id = x.tenant_id and d.day = x.day`;

/** Days anew from their hours: `$1` tenants, `$2` days. */
export const REMAKE_DAYS = [
  forgetDays('conversation_agent_days'),
  forgetDays('conversation_days'),
  `with ${DAYS} insert into conversation_agent_days (${AGENT_DAY_COLUMNS}) ${agentDayCells('hours')}`,
  `with ${DAYS} insert into conversation_days (${DAY_COLUMNS}) ${allDayCells('hours')}`,
] as const;

const ALL_HOURS = 'hours as materialized (select * from conversation_hours where tenant_id = $1)';

/** Takes all marks of a tenant, and says which hours of the platform lie under them. */
export const TAKE_ALL = `
with taken as (delete from rollup_marks where tenant_id = $1 returning at)
select distinct date_trunc('hour', at, 'UTC')::text as "utcHour" from taken where at is not null`;

/** A tenant from nothing, in this order; `$1` is the tenant. */
export const REMAKE_TENANT = [
  'delete from conversation_hours where tenant_id = $1',
  'delete from conversation_agent_days where tenant_id = $1',
  'delete from conversation_days where tenant_id = $1',
  `with raw as materialized (
     select ${rawColumns('t.time_zone', WHOLE)} from tenants t join conversations c on c.tenant_id = t.id
      where t.id = $1 and c.counted_at is not null)
   insert into conversation_hours (${HOUR_COLUMNS}) ${hourCells('raw', WHOLE)}`,
  `with ${ALL_HOURS} insert into conversation_agent_days (${AGENT_DAY_COLUMNS}) ${agentDayCells('hours')}`,
  `with ${ALL_HOURS} insert into conversation_days (${DAY_COLUMNS}) ${allDayCells('hours')}`,
] as const;

const differing = (columns: string, expected: string, table: string, isClean: string): string => `
  select ${columns} from (${expected}) e where ${isClean}
  except all select ${columns} from ${table} e where tenant_id = $1 and ${isClean}`;
const differingBack = (columns: string, expected: string, table: string, isClean: string): string => `
  select ${columns} from ${table} e where tenant_id = $1 and ${isClean}
  except all select ${columns} from (${expected}) e where ${isClean}`;
const wrong = (keys: string, ...of: [columns: string, expected: string, table: string, isClean: string]): string => `
  (select count(distinct (${keys}))::int from ((${differing(...of)}) union all (${differingBack(...of)})) w)`;

const CLEAN_HOUR = 'hour not in (select hour from dirty)';
const CLEAN_DAY = 'day not in (select day from dirty)';

/**
 * How many cells of a tenant (`$1`) are not what their rows say: hours held against conversations, days against hours, in one snapshot. What is
 * marked is about to be made anew and left out; a tenant that is marked as a whole has nothing to hold.
 */
export const DIFFERENCES = `
with tenant as materialized (select id, time_zone as zone from tenants where id = $1
    and not exists (select 1 from rollup_marks where tenant_id = $1 and at is null)),
dirty as materialized (
  select distinct date_trunc('hour', m.at, t.zone) as hour, (m.at at time zone t.zone)::date as day
    from rollup_marks m, tenant t where m.tenant_id = $1),
raw as materialized (
  select ${rawColumns('t.zone', WHOLE)} from tenant t join conversations c on c.tenant_id = t.id where c.counted_at is not null),
hours as materialized (select * from conversation_hours where tenant_id = $1)
select ${wrong('day, hour, agent_id, channel', HOUR_COLUMNS, hourCells('raw', WHOLE), 'conversation_hours', CLEAN_HOUR)} as hours,
       ${wrong('day, agent_id, channel', AGENT_DAY_COLUMNS, agentDayCells('hours'), 'conversation_agent_days', CLEAN_DAY)} +
       ${wrong('day', DAY_COLUMNS, allDayCells('hours'), 'conversation_days', CLEAN_DAY)} as days
  from tenant`;
