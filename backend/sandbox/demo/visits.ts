import type pg from 'pg';

/**
 * Visits of the widget, made by the database itself: one behind every conversation of a website, and those that led to none. What a visit
 * did is decided by the hash of its id, so that the same demo has the same funnel. Returns how many there are.
 */
export async function addVisits(client: pg.ClientBase): Promise<number> {
  await client.query(MONTHS);
  const led = await client.query(LED_ON);
  const lost = await client.query(LOST);
  await client.query('analyze widget_visits');
  return (led.rowCount ?? 0) + (lost.rowCount ?? 0);
}

/** A day earlier too: a visit begins before its conversation. */
const MONTHS = `
select open_widget_month(month)
  from (select generate_series(date_trunc('month', min(started_at) - interval '1 day', 'UTC'), now(), interval '1 month') as month from conversations) m`;

/** A number from 0 to 99 for this row and this question. */
const chance = (text: string, question: number): string => `abs(hashtextextended(${text}, ${question}) % 100)::int`;

/** Most open and choose; some write at once, and of a few the opening was lost on its way. */
const LED_ON = `
insert into widget_visits (tenant_id, visit_id, started_at, agent_id, visitor_id, impression_at, opened_at, granted_at, device, browser, country)
select tenant_id, session_id, seen, agent_id, visitor_id, seen,
       case when ${chance('session_id', 1)} >= 3 then started_at - make_interval(secs => 4 + ${chance('session_id', 2)} / 10) end,
       case when ${chance('session_id', 3)} >= 12 then started_at - interval '2 seconds' end, device, browser, country
  from conversations c
 cross join lateral (select c.started_at - make_interval(secs => 20 + ${chance('c.session_id', 4)} * 3) as seen) s
 where c.channel = 'widget'`;

/** Within two hours of a conversation, so that they keep the same hours; two to four for each, by tenant. */
const LOST = `
insert into widget_visits (tenant_id, visit_id, started_at, agent_id, visitor_id, impression_at, opened_at, granted_at, device, browser, country)
select c.tenant_id, v.id, v.seen, c.agent_id, 'v_' || left(md5(v.id), 10), v.seen,
       case when ${chance('v.id', 5)} < 24 then v.seen + make_interval(secs => 3 + ${chance('v.id', 6)}) end,
       case when ${chance('v.id', 5)} < 8 then v.seen + make_interval(secs => 110 + ${chance('v.id', 7)}) end,
       case when ${chance('v.id', 8)} < 55 then 'mobile' else 'desktop' end,
       case when ${chance('v.id', 9)} < 60 then 'Chrome' else 'Safari' end, c.country
  from conversations c
 cross join lateral generate_series(1, 2 + ${chance('c.tenant_id::text', 0)} % 3) n
 cross join lateral (
   select 'web-' || left(md5(c.session_id || n), 12) as id,
          least(c.started_at + make_interval(mins => ${chance('c.session_id || n', 10)}), now() - interval '5 minutes') as seen) v
 where c.channel = 'widget'`;
