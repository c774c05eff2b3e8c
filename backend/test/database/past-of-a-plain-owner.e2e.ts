import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../src/migrations/index.js';
import { newId } from '../../src/platform/database/ids.js';
import { conversation, insertConversations, insertTenant } from '../analytics/conversation-rows.js';
import { workerDatabase } from '../harness/postgres.js';
import { withDatabase } from '../harness/test-server.js';

/** The first migration that fills rows of before it. */
const FIRST_FILLING = 'ConversationRollups1764004000000';
/** The first one that fills what those before it could not. */
const FIRST_MENDING = 'PastUnbound1764004600000';
/** What 1764004101000 once made, too. */
const FORMER_INDEXES = `
create index tool_executions_counted on tool_executions (tenant_id, executed_at) include (agent_id, channel, name, status, duration_ms)
  where is_counted;
create index tool_executions_failed on tool_executions (tenant_id, executed_at) include (agent_id, channel)
  where is_counted and status <> 'succeeded'`;
const ROLE = `plain_owner_${process.pid}`;

/** A hosted database gives its customer an owner that is no superuser: row-level security with force binds it like anybody. */
describe('the migrations, as an owner that is no superuser', () => {
  let server: pg.Client;
  let admin: pg.Pool;
  let ownerUrl: string;

  beforeAll(async () => {
    const { ownerUrl: adminUrl } = await workerDatabase();
    server = new pg.Client({ connectionString: adminUrl });
    await server.connect();
    const password = randomBytes(12).toString('hex');
    await server.query(`create role ${ROLE} login nosuperuser nobypassrls password '${password}'`);
    await server.query(`create database ${ROLE} owner ${ROLE}`);
    const url = new URL(withDatabase(adminUrl, ROLE));
    admin = new pg.Pool({ connectionString: url.toString(), max: 2 });
    await admin.query(`alter schema public owner to ${ROLE}`);
    [url.username, url.password] = [ROLE, password];
    ownerUrl = url.toString();
  }, 60_000);
  afterAll(async () => {
    await admin.end();
    // a pool has ended before its last connection is gone: PostgreSQL waits for that one, and force would make it an error nobody hears
    await server.query(`drop database if exists ${ROLE}`);
    await server.query(`drop role if exists ${ROLE}`);
    await server.end();
  });

  async function migrateWith(migrations: typeof MIGRATIONS): Promise<number> {
    const dataSource = await new DataSource({
      type: 'postgres',
      url: ownerUrl,
      migrations,
      migrationsTransactionMode: 'each',
    }).initialize();
    try {
      return (await dataSource.runMigrations()).length;
    } finally {
      await dataSource.destroy();
    }
  }

  const indexOf = (name: string): number => MIGRATIONS.findIndex((Migration) => new Migration().name === name);

  it('fill what was there before them, and bind the owner again, also where the former ones ran already', async () => {
    const [first, mending] = [indexOf(FIRST_FILLING), indexOf(FIRST_MENDING)];
    expect(await migrateWith(MIGRATIONS.slice(0, first))).toBe(first);
    const { tenantId, agentIds } = await insertTenant(admin, 'UTC', 1);
    const talk = conversation({ agentId: agentIds[0] ?? '', startedAt: Date.parse('2026-05-01T12:00:00Z') });
    await insertConversations(admin, tenantId, [talk]);
    await admin.query(
      `insert into tool_executions (id, tenant_id, conversation_id, name, status, duration_ms, executed_at)
       values ($1, $2, $3, 'look_up', 'succeeded', 5, now())`,
      [newId(), tenantId, talk.id],
    );
    expect(await migrateWith(MIGRATIONS.slice(0, mending))).toBe(mending - first);
    await admin.query(FORMER_INDEXES);

    expect(await migrateWith(MIGRATIONS)).toBe(MIGRATIONS.length - mending);
    const { rows: marks } = await admin.query('select tenant_id, at from rollup_marks');
    expect(marks).toEqual([{ tenant_id: tenantId, at: null }]);
    expect((await admin.query('select tenant_id, at from engagement_marks')).rows).toEqual([{ tenant_id: tenantId, at: null }]);
    const { rows: calls } = await admin.query('select agent_id, channel, is_counted from tool_executions');
    expect(calls).toEqual([{ agent_id: agentIds[0], channel: 'api', is_counted: true }]);
    const { rows: unbound } = await admin.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity and not relispartition`,
    );
    expect(unbound).toEqual([]);
  }, 120_000);

  it('let the functions with its rights forget visits and what was made of them', async () => {
    const { tenantId, agentIds } = await insertTenant(admin, 'UTC', 1);
    const gone = '2023-01-15T10:00:00Z';
    await admin.query('select open_widget_month($1)', [gone]);
    await admin.query(
      `insert into widget_visits (tenant_id, agent_id, visit_id, started_at, impression_at)
       select $1, $2, at::text, at, at from unnest($3::timestamptz[]) at`,
      [tenantId, agentIds[0], [gone, '2022-12-05T10:00:00Z']],
    );
    await admin.query('delete from engagement_marks');
    await admin.query('insert into visit_quarters select $1, $2, 1, 0, 0, 0, 0, 0, 0, 0, 0', [tenantId, gone]);
    expect((await admin.query(`select month from drop_widget_month('2023-02-01T00:00:00Z')`)).rows).toEqual([{ month: '2023_01' }]);
    expect((await admin.query('select 1 from visit_quarters')).rows).toEqual([]);
    expect((await admin.query(`select forget_unplaced_visits('2023-02-01T00:00:00Z', 10) as gone`)).rows).toEqual([{ gone: 1 }]);
    const { rows: marks } = await admin.query('select tenant_id, at from engagement_marks');
    expect(marks).toEqual([{ tenant_id: tenantId, at: new Date('2022-12-05T10:00:00Z') }]);
  });
});
