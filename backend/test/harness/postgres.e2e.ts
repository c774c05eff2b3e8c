import pg from 'pg';
import { freshDatabase, workerDatabase } from './postgres.js';

async function one(url: string, sql: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows[0] ?? {};
  } finally {
    await client.end();
  }
}

describe('test databases', () => {
  it('are migrated, and every role of the product can log in', async () => {
    const { ownerUrl, appUrl, platformUrl } = await workerDatabase();
    const tables = "select count(*)::int as count from pg_tables where schemaname = 'public'";
    expect(Number((await one(ownerUrl, tables))['count'])).toBeGreaterThan(5);
    expect(await one(appUrl, 'select current_user as me')).toEqual({ me: 'orbis_app' });
    expect(await one(platformUrl, 'select current_user as me')).toEqual({ me: 'orbis_platform' });
  });

  it('give the application a role that neither owns tables nor bypasses row-level security', async () => {
    const { appUrl } = await workerDatabase();
    const sql = `select rolsuper as "isSuper", rolbypassrls as "bypasses",
      (select count(*)::int from pg_tables where tableowner = current_user) as owned
      from pg_roles where rolname = current_user`;
    expect(await one(appUrl, sql)).toEqual({ isSuper: false, bypasses: false, owned: 0 });
  });

  it('are the same for one worker and new when asked', async () => {
    const [first, second, fresh, other] = await Promise.all([workerDatabase(), workerDatabase(), freshDatabase(), freshDatabase()]);
    expect(second).toEqual(first);
    expect(new Set([first.ownerUrl, fresh.ownerUrl, other.ownerUrl]).size).toBe(3);
  });
});
