import pg from 'pg';
import { seedDemo } from '../../sandbox/demo/seed.js';
import { AuditReader, AuditVerifier } from '../../src/modules/audit/index.js';
import { startTestApp, testEnvironment } from '../harness/app.js';
import { freshDatabase, type TestDatabase } from '../harness/postgres.js';

/** The demo must not lie: every figure a page shows equals the rows behind it. */
describe('demo data', () => {
  let client: pg.Client;
  let ownerUrl = '';
  let database: TestDatabase;
  const lines: string[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    ({ ownerUrl } = database);
    const { DATA_SECRET: dataSecret = '' } = testEnvironment(database);
    const password = 'a password of the demo test';
    await seedDemo({ ownerUrl, password, dataSecret, log: (line) => lines.push(line), bulkConversations: 2_000 });
    client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
  }, 120_000);

  afterAll(() => client.end());

  async function one<T extends object>(text: string): Promise<T> {
    const { rows } = await client.query<T>(text);
    const [row] = rows;
    if (!row) throw new Error('no row');
    return row;
  }

  it('tells forty tenants over fourteen months, and one house tenant that no figure counts', async () => {
    const row =
      await one(`select count(*) filter (where not is_internal)::int as tenants, count(*) filter (where is_internal)::int as internal,
      (max(created_at) - min(created_at) filter (where not is_internal)) > interval '13 months' as spans from tenants`);
    expect(row).toEqual({ tenants: 40, internal: 1, spans: true });
  });

  it('has a ledger that equals the subscriptions, to the cent and per tenant', async () => {
    const row = await one<{
      wrong: number;
      mrr: number;
    }>(`select count(*) filter (where coalesce(m.mrr, 0) <> coalesce(s.mrr, 0))::int as wrong,
      sum(m.mrr)::int as mrr from tenants t
      left join (select tenant_id, sum(mrr_after - mrr_before) as mrr from mrr_movements group by 1) m on m.tenant_id = t.id
      left join (select tenant_id, sum(amount) as mrr from subscriptions where status in ('active','past_due') group by 1) s on s.tenant_id = t.id`);
    expect(row.wrong).toBe(0);
    expect(row.mrr).toBeGreaterThan(100_000);
  });

  it('counts in every usage period exactly the conversations that belong to it', async () => {
    const row = await one(`select
      (select count(*)::int from usage_periods p where used <> (select coalesce(sum(quantity), 0) from usage_events e
         where e.tenant_id = p.tenant_id and e.period_start = p.period_start and e.state = 'counted')) as counters,
      (select count(*)::int from usage_events e join conversations c on c.id = e.conversation_id
         where c.counted_at is distinct from e.at or c.tenant_id <> e.tenant_id) as strangers,
      (select count(*)::int from conversations where counted_at is not null and status = 'failed') as failed,
      (select count(*)::int from conversations c where turn_count <> (select count(*) from transcript_turns t where t.conversation_id = c.id)) as turns`);
    expect(row).toEqual({ counters: 0, strangers: 0, failed: 0, turns: 0 });
  });

  it('never lets usage periods of a tenant overlap', async () => {
    const row = await one(`select count(*)::int as overlaps from usage_periods a join usage_periods b on a.tenant_id = b.tenant_id
      and a.period_start < b.period_start and a.period_end > b.period_start`);
    expect(row).toEqual({ overlaps: 0 });
  });

  it('adds bulk conversations on top without breaking a counter', async () => {
    const row = await one<{ bulk: number }>(`select count(*)::int as bulk from conversations where session_id like 'bulk-%'`);
    expect(row.bulk).toBeGreaterThan(1_800);
    expect(lines.some((line) => line.includes('of 2000 conversations'))).toBe(true);
  });

  it('has calls of tools that were tried again, with attempts without gaps and one last', async () => {
    const row = await one<{ calls: number; retried: number; wrong: number }>(`select count(*)::int as calls,
      count(*) filter (where attempts > 1)::int as retried, count(*) filter (where attempts is distinct from latest or lasts <> 1)::int as wrong
      from (select count(*) as attempts, max(attempt) filter (where is_last) as latest, count(*) filter (where is_last) as lasts
              from tool_executions group by conversation_id, coalesce(call_id, id::text)) c`);
    expect(row.wrong).toBe(0);
    expect(row.retried / row.calls).toBeGreaterThan(0.04);
    expect(row.retried / row.calls).toBeLessThan(0.15);
  });

  it('has visits behind the conversations of websites, others that led to none, and people who came back', async () => {
    const row = await one<{
      visits: number;
      talked: number;
      missing: number;
      unplaced: number;
      ahead: number;
      back: number;
      people: number;
    }>(`select
      (select count(*)::int from widget_visits) as visits,
      (select count(*)::int from widget_visits v join conversations c on c.tenant_id = v.tenant_id and c.session_id = v.visit_id) as talked,
      (select count(*)::int from conversations c where channel = 'widget' and not exists (
         select 1 from widget_visits v where v.tenant_id = c.tenant_id and v.visit_id = c.session_id and v.agent_id = c.agent_id)) as missing,
      (select count(*)::int from widget_visits_default) as unplaced,
      (select count(*)::int from widget_visits where started_at > now()) as ahead,
      (select count(*)::int from (select 1 from conversations group by tenant_id, visitor_id having count(*) > 1 and visitor_id is not null) v) as back,
      (select count(distinct visitor_id)::int from conversations) as people`);
    expect(row).toMatchObject({ missing: 0, unplaced: 0, ahead: 0 });
    expect(row.talked / row.visits).toBeGreaterThan(0.15);
    expect(row.talked / row.visits).toBeLessThan(0.45);
    expect(row.back / row.people).toBeGreaterThan(0.1);
  });

  it('has an audit log that verifies, and whose people can be read', async () => {
    const app = await startTestApp({ database });
    try {
      const verified = await app.get(AuditVerifier).verify();
      expect(verified).toMatchObject({ tenants: 41, findings: [] });
      expect(verified.entries).toBeGreaterThan(300);
      const { items } = await app.get(AuditReader).ofAllTenants({ pageSize: 100, actorKind: 'user' });
      expect(items).toHaveLength(100);
      expect(items.every(({ actorName, ip }) => /^\p{Lu}/u.test(actorName ?? '') && ip?.startsWith('203.0.113.'))).toBe(true);
    } finally {
      await app.close();
    }
  });

  it('tells of mails in every way they can end, keeps what they said for a month, and leaves none to be sent', async () => {
    const row = await one(`select
      (select array_agg(distinct status order by status) from email_messages) as statuses,
      (select array_agg(distinct kind order by kind) from email_events) as kinds,
      (select count(*)::int from email_messages where (data is null) <> (created_at < now() - interval '30 days')) as kept,
      (select count(*)::int from email_messages m where template_version is not null
         and not exists (select 1 from email_template_versions v where v.version = m.template_version)) as lost`);
    expect(row).toEqual({
      statuses: ['failed', 'sent', 'suppressed'],
      kinds: ['bounced', 'complained', 'deferred', 'delivered', 'failed', 'soft_bounced', 'unsubscribed'],
      kept: 0,
      lost: 0,
    });
  });

  it('refuses a database that is already lived in', async () => {
    await expect(seedDemo({ ownerUrl, password: 'again', dataSecret: 'any', log: () => undefined })).rejects.toThrow('empty database');
  });
});
