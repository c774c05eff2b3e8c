import { STEPS, TALK_OF_VISIT } from './visit-steps.sql.js';

/**
 * What engagement's cells are made of, for whoever folds, reads and checks: visits by quarter of an hour (UTC), of which the hours and days
 * of every zone are whole ones, and an arrival for each conversation that counts.
 */

const STEP_COLUMNS = ['opened', 'granted', 'talked', 'succeeded'] as const;
/** How many of some visits reached a step or a later one, by each reading; all of them have the first, which both share. */
const REACHED_COLUMNS = ['impressions', ...STEP_COLUMNS, ...STEP_COLUMNS.map((step) => `${step}_strictly`)] as const;

const reachedCounts = (reading: 'sequential' | 'strict', ending: string): string[] =>
  STEP_COLUMNS.map((step, index) => `count(*) filter (where r.${reading} >= ${index + 2})::int as ${step}${ending}`);
export const COUNTS = ['count(*)::int as impressions', ...reachedCounts('sequential', ''), ...reachedCounts('strict', '_strictly')].join(
  ', ',
);
export const REACHED_LIST = REACHED_COLUMNS.join(', ');
export const SUMS = REACHED_COLUMNS.map((column) => `sum(${column})::int as ${column}`).join(', ');

export const QUARTER_SECONDS = 900;
const QUARTER = `interval '15 minutes'`;
const quarterOf = (moment: string): string => `date_bin(${QUARTER}, ${moment}, timestamptz 'epoch')`;

export const QUARTER_COLUMNS = `tenant_id, at, ${REACHED_LIST}`;
export const AGENT_QUARTER_COLUMNS = `tenant_id, at, agent_id, ${REACHED_LIST}`;
/** Quarters by agent of visits `v` that were seen, with their conversations `c`. */
export const agentQuarters = (visits: string): string => `
  select v.tenant_id, ${quarterOf('v.started_at')} as at, v.agent_id, ${COUNTS} from ${visits} ${STEPS}
   where v.impression_at is not null group by v.tenant_id, ${quarterOf('v.started_at')}, v.agent_id`;
/** Quarters as a whole, of those by agent. */
export const wholeQuarters = (byAgent: string): string => `select tenant_id, at, ${SUMS} from ${byAgent} q group by tenant_id, at`;

/** Seen visits `v` of some quarters `x`, with their conversations `c`, one by one: there are few of them, whatever the planner thinks. */
export const visitsOfQuarters = (quarters: string): string => `
  ${quarters} cross join lateral (
    select * from widget_visits v where v.tenant_id = x.tenant_id and v.started_at >= x.at and v.started_at < x.at + ${QUARTER}
       and v.impression_at is not null offset 0) v
  left join lateral (select c.started_at, c.outcome from conversations c where ${TALK_OF_VISIT} offset 0) c on true`;

/**
 * The quarters that `marks` say must be made anew: those of visits that changed, and those of the visits whose conversations did. A mark
 * names a session, not a visit: which one that is, if any, is what the snapshot at hand says.
 */
export const QUARTERS_MARKED = `
  select tenant_id, at from marks where conversation_id is null
  union
  select v.tenant_id, ${quarterOf('v.started_at')} from marks m cross join lateral (
    select tenant_id, started_at from widget_visits v
     where v.tenant_id = m.tenant_id and v.visit_id = m.session_id and v.impression_at is not null
       and v.started_at >= m.at - interval '1 day' and v.started_at <= m.at + interval '1 day' offset 0) v
   where m.conversation_id is not null`;

/** Equal, said so that no index on it is taken for a way to a visitor's few rows: an agent has many. */
const isSame = (left: string, right: string): string => `and ${left} is not distinct from ${right}`;

/** The same visitor's next conversation after that of a mark. */
const next = (narrowed: string): string => `
  select n.tenant_id, n.started_at, n.id from marks m cross join lateral (
    select n.tenant_id, n.started_at, n.id from conversations n
     where n.tenant_id = m.tenant_id and n.visitor_id = m.visitor_id and n.counted_at is not null ${narrowed}
       and n.started_at >= m.at and (n.started_at, n.id) > (m.at, m.conversation_id)
     order by n.started_at, n.id limit 1) n
   where m.conversation_id is not null and m.visitor_id is not null`;

/**
 * The arrivals that `marks` say must be made anew: the conversation's own, and those of the two that look back at it. Whatever came or went
 * between a conversation and the one before it has a mark as well, and the last of these leads to it.
 */
export const ARRIVALS_MARKED = `
  select tenant_id, at as started_at, conversation_id from marks where conversation_id is not null
  union ${next('')}
  union ${next(isSame('n.agent_id', 'm.agent_id'))}`;

export const ARRIVAL_COLUMNS = `tenant_id, started_at, conversation_id, agent_id, has_visitor, before_at, agent_before_at, country, device, browser`;
const arrival = (before: string, agentBefore: string): string => `
  c.tenant_id, c.started_at, c.id as conversation_id, c.agent_id, c.visitor_id is not null as has_visitor, ${before} as before_at,
  ${agentBefore} as agent_before_at, c.country, c.device, c.browser`;

/** When the same visitor's conversation before `c` began, looked up. */
const lookedUp = (narrowed: string): string => `(
  select b.started_at from conversations b
   where b.tenant_id = c.tenant_id and b.visitor_id = c.visitor_id and b.counted_at is not null ${narrowed}
     and b.started_at <= c.started_at and (b.started_at, b.id) < (c.started_at, c.id)
   order by b.started_at desc limit 1)`;
const AGENT = isSame('b.agent_id', 'c.agent_id');

/** Arrivals of some conversations `x` that are still where they are said to be, one by one. */
export const arrivalsOf = (conversations: string): string => `
  select ${arrival(lookedUp(''), lookedUp(AGENT))} from ${conversations} cross join lateral (
    select * from conversations c
     where c.tenant_id = x.tenant_id and c.id = x.conversation_id and c.started_at = x.started_at and c.counted_at is not null offset 0) c`;

const lagged = (by: string): string =>
  `case when c.visitor_id is not null then lag(c.started_at) over (partition by c.tenant_id, c.visitor_id${by} order by c.started_at, c.id) end`;

/** Arrivals of all conversations there are; `where` may choose tenants and nothing else. */
export const allArrivals = (where: string): string => `
  select ${arrival(lagged(''), lagged(', c.agent_id'))} from conversations c where c.counted_at is not null and ${where}`;

/**
 * Arrivals of all conversations of a stretch: who is not seen before in it is looked up. `chosen` narrows what is shown; only where that is an
 * agent does anybody ask for the one before with the same.
 */
export const arrivalsIn = (stretch: string, { chosen, by }: { readonly chosen: string; readonly by: 'all' | 'agent' }): string => `
  select ${arrival(`coalesce(c.lag_at, ${lookedUp('')})`, by === 'all' ? 'null::timestamptz' : `coalesce(c.agent_lag_at, ${lookedUp(AGENT)})`)} from (
    select c.*, ${lagged('')} as lag_at, ${lagged(', c.agent_id')} as agent_lag_at from conversations c
     where c.counted_at is not null and ${stretch}) c
   where ${chosen}`;
