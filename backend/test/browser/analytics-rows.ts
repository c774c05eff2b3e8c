import type pg from 'pg';

/** Whose rows, and the agents they go to in turn. */
interface Target {
  readonly tenantId: string;
  readonly agentIds: readonly string[];
}

/**
 * Five weeks of conversations behind the API's back, one every 97 minutes: outcomes, channels, countries, devices and browsers go round, every
 * fifth visitor comes back, and every sixth conversation has a tool called that fails now and then.
 * @returns how many conversations of the last 30 days there are at most
 */
export async function insertFiveWeeks(owner: pg.Pool, { tenantId, agentIds }: Target): Promise<void> {
  await owner.query(
    `with n as (select n, now() - n * interval '97 minutes' as at from generate_series(1, 520) n),
     made as (
       insert into conversations
         (id, tenant_id, agent_id, session_id, channel, status, outcome, started_at, ended_at, duration_seconds, first_response_ms,
          visitor_id, country, device, browser, turn_count, counted_at)
       select gen_random_uuid(), $1, ($2::uuid[])[1 + n % cardinality($2::uuid[])], 'report-' || n,
              (array['widget', 'widget', 'phone', 'api'])[1 + n % 4], 'completed',
              (array['success', 'success', 'success', 'failure', 'unknown'])[1 + n % 5], at, at + (20 + n % 240) * interval '1 second',
              20 + n % 240, 400 + (n * 37) % 1600, case when n % 11 = 0 then null else 'visitor-' || (case when n % 5 = 0 then n % 25 else n end) end,
              (array['DE', 'DE', 'AT', 'CH', 'US', 'FR', null])[1 + n % 7], (array['desktop', 'mobile', 'mobile', 'tablet'])[1 + n % 4],
              (array['Chrome', 'Safari', 'Firefox'])[1 + n % 3], 4, at
         from n returning id, started_at, session_id)
     insert into tool_executions (id, tenant_id, conversation_id, name, status, duration_ms, error, executed_at)
     select gen_random_uuid(), $1, id, (array['find_slot', 'book'])[1 + k % 2], (array['succeeded', 'succeeded', 'failed', 'timed_out'])[1 + k % 4],
            200 + k % 900, case when k % 4 = 2 then 'The calendar is closed.' end, started_at + interval '9 seconds'
       from (select id, started_at, substr(session_id, 8)::int / 6 as k from made where substr(session_id, 8)::int % 6 = 0) called`,
    [tenantId, agentIds],
  );
}
