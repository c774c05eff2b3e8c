import pg from 'pg';
import { rowsOfTenant, tenantTables } from '../access/neighbours.js';
import { bootable } from '../access/boot.js';
import { type TenantWorld, tenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestApp } from '../harness/app.js';

/** Tables the application's role may read although they have no tenant: the price list, and since when visits are kept. */
const SHARED = ['plans', 'visit_bounds'];
const DENIED = '42501';
const NO_SETTING = '42704';
const EMPTY_SETTING = '22P02';

/** SQLSTATE of a failed statement, or how many rows it touched. */
async function outcome(run: () => Promise<pg.QueryResult>): Promise<string | number> {
  try {
    return (await run()).rowCount ?? 0;
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code ?? 'no code';
    throw error;
  }
}

describe('row-level security, as orbis_app', () => {
  let app: TestApp;
  let mine: TenantWorld;
  let theirs: TenantWorld;
  let role: pg.Pool;
  let platform: pg.Pool;
  let tables: string[];

  beforeAll(async () => {
    app = await startTestApp();
    mine = await tenantWorld(app);
    theirs = await tenantWorld(app);
    role = new pg.Pool({ connectionString: app.database.appUrl, max: 2 });
    platform = new pg.Pool({ connectionString: app.database.platformUrl, max: 1 });
    tables = (await tenantTables(app.owner)).filter((table) => table !== 'stripe_events');
  }, 60_000);
  afterAll(async () => {
    await role.end();
    await platform.end();
    await app.close();
  });

  /** Runs in a transaction of my tenant and takes everything back. */
  async function asMe<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await role.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.tenant', $1, true)`, [mine.tenantId]);
      return await work(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  it('is forced on every table with a tenant, by a policy that fails without the setting', async () => {
    expect(tables.length).toBeGreaterThan(20);
    const { rows } = await app.owner.query<{ name: string; forced: boolean; policies: { using: string; check: string; to: string[] }[] }>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
         (select coalesce(jsonb_agg(jsonb_build_object('using', p.qual, 'check', p.with_check, 'to', p.roles) order by p.policyname), '[]')
            from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname and 'orbis_app' = any (p.roles)) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relname = any ($1)`,
      [[...tables, 'tenants']],
    );
    expect(rows).toHaveLength(tables.length + 1);
    for (const { name, forced, policies } of rows) {
      const column = name === 'tenants' ? 'id' : 'tenant_id';
      const predicate = `(${column} = (current_setting('app.tenant'::text))::uuid)`;
      expect([name, forced, policies]).toEqual([name, true, [{ using: predicate, check: predicate, to: ['orbis_app'] }]]);
    }
  });

  it('covers everything the role can reach: what has no policy, it has no right to', async () => {
    const { rows } = await app.owner.query<{ name: string; rights: string[] }>(
      `select n.nspname || '.' || c.relname as name,
         array(select r from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) r
               where has_table_privilege('orbis_app', c.oid, r)) as rights
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
         and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`,
    );
    const reachable = rows.filter(({ rights }) => rights.length > 0);
    expect(reachable).toEqual(SHARED.map((name) => ({ name: `public.${name}`, rights: ['select'] })));
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['public.stripe_events', 'public.login_attempts']));
  });

  it('gives the role no way to a partition past the policy of its table', async () => {
    const { rows } = await app.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c
        where c.relispartition and c.relkind = 'r'
          and (not c.relrowsecurity or has_table_privilege('orbis_app', c.oid, 'select, insert, update, delete, truncate'))`,
    );
    expect(rows).toEqual([]);
    const partitions = await app.owner.query<{ name: string }>(
      `select relname as name from pg_class where relispartition and relkind = 'r'`,
    );
    expect(partitions.rows.length).toBeGreaterThan(3);
    for (const { name } of partitions.rows) {
      expect([name, await asMe((client) => outcome(() => client.query(`select * from ${name}`)))]).toEqual([name, DENIED]);
    }
  });

  it('answers an error, not nothing, when the tenant is not set: on a new connection and on a used one', async () => {
    const fresh = new pg.Client({ connectionString: app.database.appUrl });
    await fresh.connect();
    for (const table of [...tables, 'tenants']) {
      expect([table, await outcome(() => fresh.query(`select * from ${table}`))]).toEqual([table, NO_SETTING]);
    }
    await fresh.query('begin');
    await fresh.query(`select set_config('app.tenant', $1, true)`, [mine.tenantId]);
    await fresh.query('commit');
    for (const table of [...tables, 'tenants']) {
      expect([table, await outcome(() => fresh.query(`select * from ${table}`))]).toEqual([table, EMPTY_SETTING]);
    }
    await fresh.end();
  });

  it('shows my rows and none of theirs, in every table', async () => {
    const own = await rowsOfTenant(app.owner, mine.tenantId);
    await asMe(async (client) => {
      for (const table of tables) {
        const all = await client.query(`select tenant_id from ${table}`);
        expect([table, all.rowCount]).toEqual([table, own[table]?.length]);
        expect(all.rows.every((row: { tenant_id: string }) => row.tenant_id === mine.tenantId)).toBe(true);
        expect(await outcome(() => client.query(`select 1 from ${table} where tenant_id = $1`, [theirs.tenantId]))).toBe(0);
      }
      expect((await client.query('select id from tenants')).rows).toEqual([{ id: mine.tenantId }]);
    });
    const filled = tables.filter((table) => (own[table]?.length ?? 0) > 0);
    expect(tables.filter((table) => !filled.includes(table))).toEqual(['handled_events'].filter((table) => !filled.includes(table)));
  });

  it('changes and deletes none of theirs', async () => {
    const before = await rowsOfTenant(app.owner, theirs.tenantId);
    for (const table of tables) {
      const where = `where tenant_id = '${theirs.tenantId}'`;
      const results = [
        await asMe((client) => outcome(() => client.query(`update ${table} set tenant_id = tenant_id ${where}`))),
        await asMe((client) => outcome(() => client.query(`delete from ${table} ${where}`))),
      ];
      expect([table, results.every((result) => result === 0 || result === DENIED)]).toEqual([table, true]);
    }
    expect(await asMe((client) => outcome(() => client.query('update tenants set name = $1 where id = $2', ['x', theirs.tenantId])))).toBe(
      0,
    );
    expect(await rowsOfTenant(app.owner, theirs.tenantId)).toEqual(before);
  });

  it('puts nothing into their tenant: not a new row, not one of mine', async () => {
    const rows = await rowsOfTenant(app.owner, theirs.tenantId);
    for (const table of tables) {
      const [row] = rows[table] ?? [];
      if (row === undefined) continue;
      const insert = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`;
      expect([table, await asMe((client) => outcome(() => client.query(insert, [JSON.stringify(row)])))]).toEqual([table, DENIED]);
      const give = `update ${table} set tenant_id = $1`;
      expect([table, await asMe((client) => outcome(() => client.query(give, [theirs.tenantId])))]).toEqual([table, DENIED]);
    }
  });

  it('cannot be talked out of: no other role, no ownership, no rights of its own', async () => {
    for (const statement of [
      'set role orbis_platform',
      'set role postgres',
      'set session authorization orbis_platform',
      'set row_security = off; select * from agents',
      'alter table agents disable row level security',
      'drop policy tenant_only on agents',
      'create policy open on agents using (true)',
      'create table own (id int)',
      'create function own() returns int language sql as $$ select 1 $$',
      'create role friend',
      'alter role orbis_app bypassrls',
      'copy agents to program $$true$$',
      `select pg_read_file('/etc/passwd')`,
      'truncate agents',
      'select * from stripe_events',
      'select * from login_attempts',
    ]) {
      const result = await asMe((client) => outcome(() => client.query(statement)));
      expect([statement, typeof result]).toEqual([statement, 'string']);
    }
    const { rows } = await app.owner.query<{ owned: number; roles: number }>(
      `select (select count(*)::int from pg_class where pg_get_userbyid(relowner) in ('orbis_app', 'orbis_platform')) as owned,
              (select count(*)::int from pg_auth_members where member in ('orbis_app'::regrole, 'orbis_platform'::regrole)) as roles`,
    );
    expect(rows).toEqual([{ owned: 0, roles: 0 }]);
  });

  it('is not walked around by a function that runs with its owner’s rights', async () => {
    const { rows } = await app.owner.query<{ name: string; config: string[] | null }>(
      `select p.proname as name, p.proconfig as config from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' and p.prosecdef order by 1`,
    );
    // every one of them is known here, and none can be tricked by a search path
    const known = [
      'act_on_alert',
      'add_alert_test',
      'alert_rule_for_update',
      'alert_settings_for_update',
      'claim_owners_delivery',
      'drop_widget_month',
      'finish_stripe_event',
      'forget_unplaced_visits',
      'keep_staff_roster',
      'lock_staff_roster',
      'note_soft_bounce',
      'open_widget_month',
      'put_alert_rule',
      'put_alert_settings',
      'suppress_email',
      'system_connections',
      'system_server_statements',
      'unsuppress_email',
    ];
    expect(rows).toEqual(known.map((name) => ({ name, config: ['search_path=public, pg_temp'] })));
  });

  it('keeps the audit log from both roles’ hands', async () => {
    for (const statement of [`update audit_entries set action = 'x'`, 'delete from audit_entries', 'truncate audit_entries']) {
      expect([statement, await asMe((client) => outcome(() => client.query(statement)))]).toEqual([statement, DENIED]);
      expect([statement, await outcome(() => platform.query(statement))]).toEqual([statement, DENIED]);
    }
  });

  it.each(['appUrl', 'platformUrl'] as const)('does not start with the owner’s connection as %s', async (url) => {
    const { app: unsafe, start } = await bootable({ database: { ...app.database, [url]: app.database.ownerUrl } });
    await expect(start()).rejects.toThrow(/owns tables or bypasses row-level security/);
    await unsafe.close();
  });
});
