import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { throwawayPostgres } from '../../sandbox/postgres/index.js';

/** What the global setup tells the workers, through the environment they inherit. */
export interface TestServer {
  /** Administrative connection to the server's maintenance database. */
  readonly adminUrl: string;
  /** Migrated once; every worker's database is a copy of it. */
  readonly template: string;
  /** Names of this run's databases start with it. */
  readonly prefix: string;
  readonly appPassword: string;
  readonly platformPassword: string;
}

export const TEST_SERVER_VARIABLE = 'ORBIS_TEST_SERVER';

/** The same connection, to another database. */
export function withDatabase(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.toString();
}

async function administrate<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function makeTemplate(server: TestServer): Promise<void> {
  await administrate(server.adminUrl, (client) => client.query(`create database ${client.escapeIdentifier(server.template)}`));
  const { migrate } = await import('../../src/migrate.js');
  await migrate({
    ownerUrl: withDatabase(server.adminUrl, server.template),
    appPassword: server.appPassword,
    platformPassword: server.platformPassword,
    log: () => undefined,
  });
}

async function dropDatabases(server: TestServer): Promise<void> {
  await administrate(server.adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [
      server.prefix,
    ]);
    for (const { datname } of rows) await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
  });
}

/**
 * Starts one throwaway cluster, or takes the server of TEST_DATABASE_URL, and migrates a template once.
 * A server of somebody else's gets its databases back clean; ours is simply deleted.
 */
export async function startTestServer(): Promise<{ stop: () => Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  const own = given ? undefined : await throwawayPostgres('postgres');
  const prefix = `orbis_e2e_${process.pid}_`;
  const server: TestServer = {
    adminUrl: given ?? own?.ownerUrl ?? '',
    prefix,
    template: `${prefix}template`,
    appPassword: randomBytes(18).toString('base64url'),
    platformPassword: randomBytes(18).toString('base64url'),
  };
  try {
    await makeTemplate(server);
  } catch (error) {
    await own?.stop();
    throw error;
  }
  process.env[TEST_SERVER_VARIABLE] = JSON.stringify(server);
  return { stop: () => own?.stop() ?? dropDatabases(server) };
}
