import type { Pool } from 'pg';
import { newApiKey, shownPrefix } from '../src/modules/api-keys/api-key-format.js';
import { sha256 } from '../src/platform/crypto/tokens.js';
import { type BenchDatabase, openBenchDatabase } from './metering-database.js';

const TENANTS = 1_000;
const AGENTS = 10;
const STEP = 500_000;

/** Index numbers become ids that look like any other. */
const idOf = (n: string, kind: number): string => `('0195f3c0-000${kind}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const benchId = (n: number, kind: number): string => `0195f3c0-000${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** One tenant has about a tenth of all conversations; the middle one some five per ten thousand. */
export const WHALE = benchId(1, 1);
export const MID = benchId(TENANTS / 2, 1);

const PEOPLE = [
  `insert into tenants (id, name, slug, billing_email, referral_code, time_zone, created_at, updated_at)
   select ${idOf('n', 1)}, 'Company ' || n, 'company-' || n, 'billing@company.example', 'REF' || n, 'Europe/Berlin', now(), now()
     from generate_series(1, ${TENANTS}) n`,
  `insert into agents (id, tenant_id, name, system_prompt, voice_id, greeting, tools, is_active, public_key, allowed_origins, widget, created_at, updated_at)
   select ${idOf(`n * ${AGENTS} + m`, 3)}, ${idOf('n', 1)}, 'Agent ' || m, '', 'kore', '', '[]', true, 'pk' || n || '-' || m, '{}', '{}', now(), now()
     from generate_series(1, ${TENANTS}) n, generate_series(0, ${AGENTS - 1}) m`,
];

/** A year that ends today, in the order it happened; busy at noon, of exponential length, tenants of skewed size; every third one ends for a reason a sheet would run. */
const CONVERSATIONS = `
insert into conversations (id, tenant_id, agent_id, session_id, channel, status, outcome, started_at, duration_seconds, first_response_ms, counted_at,
                           ended_at, end_reason, turn_count, visitor_id, country, device, browser)
select gen_random_uuid(), ${idOf('t', 1)}, ${idOf(`t * ${AGENTS} + floor(random() * ${AGENTS})::int`, 3)}, 'session-' || n,
  (array['widget','widget','api','phone'])[1 + n % 4], 'completed', (array['success','success','success','failure','unknown'])[1 + n % 5], at,
  seconds, (300 - ln(1 - random()) * 500)::int, case when n % 20 > 0 then at end,
  at + seconds * interval '1 second', case n % 3 when 0 then '=visitor, "left"' else 'goodbye' end, n % 20,
  case when n % 10 > 0 then 'v_' || case when n % 3 = 0 then n % ($3::int / 20 + 1) else n end end,
  (array['DE','DE','AT','CH','US','FR',null])[1 + n % 7], (array['desktop','mobile','mobile','tablet'])[1 + n % 4], (array['Chrome','Safari','Firefox'])[1 + n % 3]
from generate_series($1::int, $2::int) n, lateral (select 1 + floor(${TENANTS} * power(random(), 3) + 0 * n)::int as t) w,
  lateral (select date_trunc('day', now() - (1 - n::float8 / $3::int) * interval '365 days')
    + least(23.999, greatest(0, 13 + 8 * (random() + random() + random() - 1.5) + 0 * n)) * interval '1 hour' as at) i,
  lateral (select (30 - ln(1 - random()) * 180 + 0 * n)::int as seconds) d`;

/** The days that the widget's visits and the calls of tools are made for: what a report of thirty days and the thirty before reads. */
const RECENT = `started_at >= now() - interval '62 days'`;

/** Every sixth conversation called a tool; what a trigger would copy from its conversation stands there. */
const CALLS = `
insert into tool_executions (id, tenant_id, conversation_id, name, status, duration_ms, error, executed_at, agent_id, channel, is_counted)
select gen_random_uuid(), tenant_id, id, 'tool_' || h % 12, case when h % 20 = 0 then 'failed' when h % 20 = 1 then 'timed_out' else 'succeeded' end,
       100 + h % 3000, case when h % 20 < 2 then 'Cause ' || h % 40 end, started_at + interval '9 seconds', agent_id, channel, counted_at is not null
  from conversations, lateral (select abs(hashtext(session_id)) as h) r where ${RECENT} and h % 6 = 0`;

const VISITS = [
  `select open_widget_month(month)
     from generate_series(date_trunc('month', now() - interval '63 days', 'UTC'), now(), interval '1 month') month`,
  // one behind every conversation of a website
  `insert into widget_visits (tenant_id, visit_id, started_at, agent_id, visitor_id, impression_at, opened_at, granted_at, device, browser, country)
   select tenant_id, session_id, started_at - interval '40 seconds', agent_id, visitor_id, started_at - interval '40 seconds',
          started_at - interval '20 seconds', started_at - interval '2 seconds', device, browser, country
     from conversations where channel = 'widget' and ${RECENT}`,
  // and three that led to none
  `insert into widget_visits (tenant_id, visit_id, started_at, agent_id, impression_at, opened_at, device, browser, country)
   select tenant_id, session_id || '-' || n, started_at + n * interval '3 minutes', agent_id, started_at + n * interval '3 minutes',
          case when n = 1 then started_at + n * interval '4 minutes' end, device, browser, country
     from conversations, generate_series(1, 3) n where channel = 'widget' and ${RECENT}`,
];

/** A database with a year of conversations, and visits and calls of tools of its last days; made once where it is kept. */
export async function openGenerated(rows: number, say: (line: string) => void): Promise<BenchDatabase> {
  const database = await openBenchDatabase(`conversations_${rows}`);
  if (!(await database.once('filled', () => fill(database.owner, rows, (line) => say(`made ${line}`)))))
    say(`${rows} conversations, kept from a run before`);
  return database;
}

/** Fills a fresh database. Triggers rest meanwhile: the roll-ups are made in one go afterwards, as after the migration that brings them. */
async function fill(owner: Pool, rows: number, say: (line: string) => void): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('set session_replication_role = replica; set synchronous_commit = off; select setseed(0.42)');
    for (const text of PEOPLE) await client.query(text);
    for (let from = 1; from <= rows; from += STEP) await client.query(CONVERSATIONS, [from, Math.min(rows, from + STEP - 1), rows]);
    for (const text of VISITS) await client.query(text);
    await client.query(CALLS);
    await client.query('reset session_replication_role');
    await client.query('vacuum (analyze) conversations, tool_executions, widget_visits');
    const { rows: counts } = await client.query<{ calls: string; visits: string }>(
      'select (select count(*) from tool_executions) as calls, (select count(*) from widget_visits) as visits',
    );
    say(
      `${rows} conversations of ${TENANTS} tenants; of the last 62 days ${counts[0]?.visits ?? 0} visits and ${counts[0]?.calls ?? 0} calls of tools`,
    );
  } finally {
    client.release();
  }
}

/** A key that may read the figures of a tenant. */
export async function givenKey(owner: Pool, tenantId: string): Promise<string> {
  const apiKey = newApiKey();
  await owner.query(
    `insert into api_keys (id, tenant_id, name, prefix, hash, scopes, created_at, last_used_at)
     values (gen_random_uuid(), $1, 'bench', $2, $3, '{stats.read}', now(), now())`,
    [tenantId, shownPrefix(apiKey), sha256(apiKey)],
  );
  return apiKey;
}
