import pg from 'pg';
import { migrate } from '../../src/migrate.js';
import { conversation, insertConversations, insertTenant } from '../analytics/conversation-rows.js';
import { freshDatabase, type TestDatabase } from '../harness/postgres.js';
import { eventually } from '../harness/wait.js';

const [MIGRATION, INDEX] = ['VisitorIndex1764004210000', 'conversations_visitor'];
const ON = 'conversations (tenant_id, visitor_id, started_at) where counted_at is not null and visitor_id is not null';
const LOCK = `hashtext('orbisvoice.migrate')`;

/** A database is migrated while its workspaces are at work: nobody who writes waits, and nobody who migrates waits for ever. */
describe('migrate, beside writers', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let tenant: { tenantId: string; agentIds: string[] };
  const sessions: pg.Client[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.ownerUrl });
    tenant = await insertTenant(pool, 'UTC', 1);
  });
  /** As it was before the migration. */
  beforeEach(async () => {
    await pool.query(`drop index if exists ${INDEX}`);
    await pool.query('delete from migrations where name = $1', [MIGRATION]);
  });
  afterEach(async () => {
    for (const session of sessions.splice(0)) await session.end();
  });
  afterAll(() => pool.end());

  async function session(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    sessions.push(client);
    return client;
  }

  interface Run {
    readonly lines: string[];
    readonly end: Promise<void>;
  }

  function run(waitSeconds = 60): Run {
    const lines: string[] = [];
    const [appPassword = '', platformPassword = ''] = [database.appUrl, database.platformUrl].map((url) => new URL(url).password);
    const end = migrate({ ownerUrl: database.ownerUrl, appPassword, platformPassword, waitSeconds, log: (line) => lines.push(line) });
    // looked at when the test gets there
    end.catch(() => undefined);
    return { lines, end };
  }

  const talk = (by: pg.ClientBase): Promise<void> =>
    insertConversations(by, tenant.tenantId, [conversation({ agentId: tenant.agentIds[0] ?? '', startedAt: Date.parse('2026-05-01') })]);

  /** A writer who has written and not yet committed: who makes the index waits for the end of it. */
  async function unfinishedWriter(): Promise<pg.Client> {
    const writer = await session();
    await writer.query('begin');
    await talk(writer);
    return writer;
  }

  /** @returns the process of the server that makes the index and waits for a writer */
  const waitingBuilder = (): Promise<number> =>
    eventually('an index that waits for a writer', async () => {
      const { rows } = await pool.query<{ pid: number }>(
        `select pid from pg_stat_progress_create_index where datname = current_database() and phase = 'waiting for writers before build'`,
      );
      return rows[0]?.pid;
    });

  const indexes = async (): Promise<object[]> =>
    (
      await pool.query<object>(
        `select i.relname as name, x.indisvalid as valid from pg_index x join pg_class i on i.oid = x.indexrelid
           where x.indrelid = 'conversations'::regclass and i.relname like $1 || '%'`,
        [INDEX],
      )
    ).rows;

  /** An index that was begun and not finished, as a lost machine leaves it. */
  async function leaveBroken(): Promise<void> {
    const writer = await unfinishedWriter();
    const interrupted = await session();
    const made = interrupted
      .query(`create index concurrently ${INDEX} on conversations (tenant_id)`)
      .catch((error: unknown) => (error instanceof pg.DatabaseError ? error.code : error));
    await pool.query('select pg_cancel_backend($1)', [await waitingBuilder()]);
    expect(await made).toBe('57014');
    await writer.query('commit');
    expect(await indexes()).toEqual([{ name: INDEX, valid: false }]);
  }

  it('makes an index once when two start at once, and lets others write meanwhile', async () => {
    const writer = await unfinishedWriter();
    const runs = [run(), run()];
    const builder = await waitingBuilder();
    await eventually('the other run says that it waits', () => Promise.resolve(runs.some(({ lines }) => lines.length > 0)));
    const other = await session();
    await other.query('begin');
    // the lock that every insert takes; refused at once when somebody before us waits for one that it contradicts
    await other.query('lock table conversations in row exclusive mode nowait');
    await talk(other);
    await other.query('commit');

    const { rows: holders } = await pool.query(
      `select pid from pg_locks where locktype = 'advisory' and granted and objid::bigint = ${LOCK}::bigint & 4294967295
          and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(holders).toEqual([{ pid: builder }]);
    await writer.query('commit');
    await Promise.all(runs.map(({ end }) => end));
    expect(runs.flatMap(({ lines }) => lines).sort()).toEqual([
      `migrated ${MIGRATION}`,
      `the session with process id ${builder} has the lock orbisvoice.migrate: waiting, for 60 s at most`,
    ]);
    expect(await indexes()).toEqual([{ name: INDEX, valid: true }]);
    expect((await pool.query('select from migrations where name = $1', [MIGRATION])).rowCount).toBe(1);
  }, 60_000);

  it('makes an index anew that an interrupted run left behind', async () => {
    await leaveBroken();
    await run().end;
    expect(await indexes()).toEqual([{ name: INDEX, valid: true }]);
    const { rows } = await pool.query<{ definition: string }>('select pg_get_indexdef($1::regclass) as definition', [INDEX]);
    expect(rows[0]?.definition).toContain('(tenant_id, visitor_id, started_at) WHERE');
  }, 60_000);

  it('leaves a whole index as it is when a run ended between the index and its record', async () => {
    await run().end;
    const { rows: before } = await pool.query('select $1::regclass::oid as oid', [INDEX]);
    await pool.query('delete from migrations where name = $1', [MIGRATION]);
    const { lines, end } = run();
    await end;
    expect(lines).toEqual([`migrated ${MIGRATION}`]);
    expect((await pool.query('select $1::regclass::oid as oid', [INDEX])).rows).toEqual(before);
  }, 60_000);

  it('waits for the server to finish what a killed run began, and finds it done', async () => {
    const writer = await unfinishedWriter();
    const killed = new pg.Client({ connectionString: database.ownerUrl });
    killed.on('error', () => undefined);
    await killed.connect();
    await killed.query(`select pg_advisory_lock(${LOCK})`);
    const lost = expect(killed.query(`create index concurrently ${INDEX} on ${ON}`)).rejects.toThrow();
    const builder = await waitingBuilder();
    killed.connection.stream.destroy();
    await lost;
    const { lines, end } = run();
    await eventually('the next run waits', () => Promise.resolve(lines.length > 0));
    expect(lines).toEqual([expect.stringContaining(String(builder))]);
    await writer.query('commit');
    await end;
    expect(await indexes()).toEqual([{ name: INDEX, valid: true }]);
  }, 60_000);

  it('gives up when the other run does not end in time, names the setting, and has done nothing', async () => {
    const holder = await session();
    await holder.query(`select pg_advisory_lock(${LOCK})`);
    await expect(run(1).end).rejects.toThrow('another migration did not end within 1 s');
    await expect(run(0).end).rejects.toThrow('MIGRATE_WAIT_SECONDS');
    expect(await indexes()).toEqual([]);
    await holder.query(`select pg_advisory_unlock(${LOCK})`);
    await run(0).end;
    expect(await indexes()).toEqual([{ name: INDEX, valid: true }]);
  }, 60_000);
});
