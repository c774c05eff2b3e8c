import {
  AGENT_QUARTER_COLUMNS,
  agentQuarters,
  allArrivals,
  ARRIVAL_COLUMNS,
  ARRIVALS_MARKED,
  arrivalsOf,
  COUNTS,
  QUARTER_COLUMNS,
  QUARTERS_MARKED,
  visitsOfQuarters,
  wholeQuarters,
} from './engagement-cells.sql.js';
import { STEPS, TALK_OF_VISIT } from './visit-steps.sql.js';

/** One tenant whose whole is marked. */
export const WHOLLY_MARKED = 'select tenant_id::text as id from engagement_marks where at is null limit 1';

/**
 * Takes some marks, those of tenants whose whole is marked left out. Any part will do: what a mark stands for is made anew as the snapshot has
 * it, and what is left stays marked.
 */
export const TAKE = `
delete from engagement_marks where ctid = any (array(
  select ctid from engagement_marks m
   where not exists (select 1 from engagement_marks w where w.tenant_id = m.tenant_id and w.at is null) limit $1))
returning tenant_id::text as "tenantId", at::text, conversation_id::text as "conversationId", agent_id::text as "agentId", session_id as "sessionId",
          visitor_id as "visitorId"`;

/** What is taken, as columns. */
const TAKEN = `
marks as materialized (
  select distinct * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::text[], $6::text[])
    m (tenant_id, at, conversation_id, agent_id, session_id, visitor_id))`;
export const QUARTERS_TAKEN = `with ${TAKEN} select tenant_id::text as "tenantId", at::text from (${QUARTERS_MARKED}) q`;
export const ARRIVALS_TAKEN = `
with ${TAKEN} select tenant_id::text as "tenantId", started_at::text as at, conversation_id::text as "conversationId" from (${ARRIVALS_MARKED}) a`;

const forgetQuarters = (table: string): string =>
  `delete from ${table} q using unnest($1::uuid[], $2::timestamptz[]) x (tenant_id, at) where q.tenant_id = x.tenant_id and q.at = x.at`;

/** Quarters anew from their visits: `$1` tenants, `$2` moments. */
export const REMAKE_QUARTERS = [
  forgetQuarters('visit_quarters'),
  forgetQuarters('visit_agent_quarters'),
  `with made as (
     insert into visit_agent_quarters (${AGENT_QUARTER_COLUMNS})
     select v.tenant_id, x.at, v.agent_id, ${COUNTS} from ${visitsOfQuarters('unnest($1::uuid[], $2::timestamptz[]) x (tenant_id, at)')} ${STEPS}
      group by v.tenant_id, x.at, v.agent_id returning *)
   insert into visit_quarters (${QUARTER_COLUMNS}) ${wholeQuarters('made')}`,
] as const;

const GIVEN = 'unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) x (tenant_id, started_at, conversation_id)';

/** Arrivals anew from their conversations: `$1` tenants, `$2` moments, `$3` conversations. */
export const REMAKE_ARRIVALS = [
  `delete from conversation_arrivals a using ${GIVEN}
    where a.tenant_id = x.tenant_id and a.started_at = x.started_at and a.conversation_id = x.conversation_id`,
  `insert into conversation_arrivals (${ARRIVAL_COLUMNS}) ${arrivalsOf(GIVEN)}`,
] as const;

/** Quarters by agent of all visits of a tenant. */
const QUARTERS_OF_TENANT = agentQuarters(
  `(select * from widget_visits where tenant_id = $1) v left join conversations c on c.tenant_id = $1 and ${TALK_OF_VISIT}`,
);

/** A tenant from nothing, in this order; `$1` is the tenant. */
export const REMAKE_TENANT = [
  'delete from engagement_marks where tenant_id = $1',
  'delete from visit_quarters where tenant_id = $1',
  'delete from visit_agent_quarters where tenant_id = $1',
  'delete from conversation_arrivals where tenant_id = $1',
  `insert into visit_agent_quarters (${AGENT_QUARTER_COLUMNS}) ${QUARTERS_OF_TENANT}`,
  `insert into visit_quarters (${QUARTER_COLUMNS}) ${wholeQuarters('(select * from visit_agent_quarters where tenant_id = $1)')}`,
  `insert into conversation_arrivals (${ARRIVAL_COLUMNS}) ${allArrivals('c.tenant_id = $1')} order by c.started_at, c.id`,
] as const;

/** Rows of a table and the same made anew, where one has what the other has not: how many keys that are. */
const wrong = (keys: string, { columns, made, kept }: { columns: string; made: string; kept: string }): string => `
  (select count(distinct (${keys}))::int from (
    (select ${columns} from (${made}) m except all select ${columns} from (${kept}) k) union all
    (select ${columns} from (${kept}) k except all select ${columns} from (${made}) m)) w)`;

const quartersWrong = (keys: string, columns: string, of: { made: string; kept: string }): string => {
  const clean = (rows: string): string => `select * from ${rows} q where at not in (select at from dirty_quarters)`;
  return wrong(keys, { columns, made: clean(of.made), kept: clean(of.kept) });
};
const CLEAN_ARRIVAL = '(started_at, conversation_id) not in (select started_at, conversation_id from dirty_arrivals)';

/**
 * How many of a tenant's (`$1`) quarters and arrivals are not what their rows say, in one snapshot. What is marked is about to be made anew and
 * left out; a tenant that is marked as a whole has nothing to hold.
 */
export const DIFFERENCES = `
with marks as materialized (select * from engagement_marks where tenant_id = $1 and at is not null),
dirty_quarters as materialized (${QUARTERS_MARKED}),
dirty_arrivals as materialized (${ARRIVALS_MARKED}),
by_agent as materialized (select * from visit_agent_quarters where tenant_id = $1),
made as materialized (${QUARTERS_OF_TENANT}),
arrived as materialized (${allArrivals('c.tenant_id = $1')})
select ${quartersWrong('at, agent_id', AGENT_QUARTER_COLUMNS, { made: 'made', kept: 'by_agent' })} +
       ${quartersWrong('at', QUARTER_COLUMNS, { made: `(${wholeQuarters('by_agent')})`, kept: '(select * from visit_quarters where tenant_id = $1)' })} as quarters,
       ${wrong('started_at, conversation_id', {
         columns: ARRIVAL_COLUMNS,
         made: `select * from arrived where ${CLEAN_ARRIVAL}`,
         kept: `select * from conversation_arrivals where tenant_id = $1 and ${CLEAN_ARRIVAL}`,
       })} as arrivals
 where not exists (select 1 from engagement_marks where tenant_id = $1 and at is null)`;
