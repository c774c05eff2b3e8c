import pg from 'pg';
import { TEST_SERVER_VARIABLE, withDatabase, type TestServer } from './test-server.js';

/** One database, by the three roles that ever connect to it. */
export interface TestDatabase {
  /** Owns the schema: migrations and looking behind row-level security. */
  readonly ownerUrl: string;
  /** What the API and the workers use. */
  readonly appUrl: string;
  /** Cross-tenant work. */
  readonly platformUrl: string;
}

function testServer(): TestServer {
  const value = process.env[TEST_SERVER_VARIABLE];
  if (!value) throw new Error('No test server: run this suite through the e2e or browser project of backend/jest.config.mjs');
  return JSON.parse(value) as TestServer;
}

async function copyTemplate(server: TestServer, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    // copying needs the template to itself: the workers take turns
    await client.query("select pg_advisory_lock(hashtext('orbis test template'))");
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount) return;
    await client.query(`create database ${client.escapeIdentifier(database)} template ${client.escapeIdentifier(server.template)}`);
  } finally {
    await client.end();
  }
}

function as(server: TestServer, database: string, login?: { role: string; password: string }): string {
  const url = new URL(withDatabase(server.adminUrl, database));
  if (login) {
    url.username = login.role;
    url.password = login.password;
  }
  return url.toString();
}

async function databaseNamed(name: string): Promise<TestDatabase> {
  const server = testServer();
  const database = `${server.prefix}${name}`;
  await copyTemplate(server, database);
  return {
    ownerUrl: as(server, database),
    appUrl: as(server, database, { role: 'orbis_app', password: server.appPassword }),
    platformUrl: as(server, database, { role: 'orbis_platform', password: server.platformPassword }),
  };
}

/** The database of this Jest worker, made on first use. Files that run in the same worker share it: make your own tenants. */
export const workerDatabase = (): Promise<TestDatabase> => databaseNamed(`worker_${process.env['JEST_WORKER_ID'] ?? '1'}`);

let fresh = 0;

/** A database nobody else has touched, for tests of totals, of the audit chain or of an empty platform. */
export const freshDatabase = (): Promise<TestDatabase> => databaseNamed(`fresh_${process.pid}_${performance.now().toFixed(0)}_${fresh++}`);
