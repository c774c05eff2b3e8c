import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';
import { chainPast, hasUnchainedPast } from './modules/audit/persistence/chain-past.js';
import { ChainBuilder } from './modules/audit/services/chain-builder.js';
import { KeyRing } from './platform/crypto/key-ring.js';
import { takeSessionLock } from './platform/database/session-lock.js';
import { migrateQueues } from './platform/queues/migrate-queues.js';

/** What a migration needs: the owner's connection and the passwords of the two login roles it provides for. */
export interface MigrateOptions {
  /** Connection of a role that may create roles and owns (or will own) the tables. Never given to the API. */
  readonly ownerUrl: string;
  readonly appPassword: string;
  readonly platformPassword: string;
  /** DATA_SECRET: chains audit entries that were written before there was a chain. Not needed for a database without a past. */
  readonly dataSecret?: string;
  /** How long to wait for another run to end. */
  readonly waitSeconds?: number;
  readonly log?: (line: string) => void;
}

/** An index of a large table takes its time. */
const WAIT_SECONDS = 30 * 60;
const LOCK = 'orbisvoice.migrate';
/** A connection without traffic, as while an index is made, is not taken for dead on the way. */
const ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 30_000 };

/** The oldest server that knows all the migrations ask for: `date_bin`, and BRIN indexes of several ranges. */
const OLDEST_SERVER = 14;

/**
 * Brings a database up to date: the login roles `orbis_app` and `orbis_platform`, every pending migration, the queue's own tables.
 * Idempotent; safe to run from several places at once: one works, the others wait for it and find nothing left to do.
 * @throws Error when another run did not end within the time
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const owner = new pg.Client({ connectionString: options.ownerUrl, ...ALIVE });
  const dataSource = new DataSource({ type: 'postgres', url: options.ownerUrl, migrations: MIGRATIONS, extra: ALIVE });
  await owner.connect();
  try {
    await requireServer(owner);
    await dataSource.initialize();
    const session = dataSource.createQueryRunner();
    await takeTurn(session, options);
    await ensureRole(owner, 'orbis_app', options.appPassword);
    await ensureRole(owner, 'orbis_platform', options.platformPassword);
    await runMigrations(session, options);
    await chainAudit(owner, options);
    await migrateQueues(owner);
  } finally {
    // the end of the connections is the end of the lock
    if (dataSource.isInitialized) await dataSource.destroy();
    await owner.end();
  }
}

async function takeTurn(session: QueryRunner, { waitSeconds = WAIT_SECONDS, log = () => undefined }: MigrateOptions): Promise<void> {
  if (await takeSessionLock(session, { name: LOCK, waitMs: waitSeconds * 1_000, log })) return;
  throw new Error(
    `another migration did not end within ${waitSeconds} s, and nothing was done here; MIGRATE_WAIT_SECONDS makes it wait longer`,
  );
}

/**
 * In the session that has the lock. Should this process be killed while the server makes an index, the server goes on with it, and the next run
 * waits for that instead of getting in its way.
 */
async function runMigrations(session: QueryRunner, { log }: MigrateOptions): Promise<void> {
  const executor = new MigrationExecutor(session.dataSource, session);
  // a transaction for each, but for those that say `transaction = false`
  executor.transaction = 'each';
  for (const migration of await executor.executePendingMigrations()) log?.(`migrated ${migration.name}`);
}

/** Before anything is written, rather than in the middle of it. @throws Error for a server that is too old */
async function requireServer(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  const [server] = rows;
  if (server && Math.floor(server.number / 10_000) < OLDEST_SERVER)
    throw new Error(`PostgreSQL ${OLDEST_SERVER} or newer is needed; this server is ${server.version}`);
}

/** No migration has the key of the chain: what was written before it is chained here, once. */
async function chainAudit(owner: pg.Client, { dataSecret, log }: MigrateOptions): Promise<void> {
  if (!(await hasUnchainedPast(owner))) return;
  const count = await chainPast(owner, (tenantId) => {
    if (dataSecret === undefined) throw new Error('DATA_SECRET is missing: it chains the audit entries that are there');
    return new ChainBuilder(new KeyRing(dataSecret), tenantId);
  });
  if (count > 0) log?.(`chained ${count} audit entries`);
}

/** A login role that neither owns anything nor bypasses row-level security. Its password follows what is configured. */
async function ensureRole(owner: pg.Client, role: string, password: string): Promise<void> {
  const attributes = 'login nosuperuser nocreatedb nocreaterole nobypassrls';
  const { rowCount } = await owner.query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = rowCount ? 'alter' : 'create';
  await owner.query(`${verb} role ${owner.escapeIdentifier(role)} ${attributes} password ${owner.escapeLiteral(password)}`);
}

/** `node dist/src/migrate.js`: DATABASE_URL is the owner, the passwords come from DATABASE_APP_URL and DATABASE_PLATFORM_URL. */
async function main(): Promise<void> {
  await migrate({
    ownerUrl: required('DATABASE_URL'),
    appPassword: passwordOf(required('DATABASE_APP_URL')),
    platformPassword: passwordOf(required('DATABASE_PLATFORM_URL')),
    ...(process.env['DATA_SECRET'] && { dataSecret: process.env['DATA_SECRET'] }),
    ...(process.env['MIGRATE_WAIT_SECONDS'] && { waitSeconds: seconds('MIGRATE_WAIT_SECONDS', process.env['MIGRATE_WAIT_SECONDS']) }),
    log: (line) => process.stdout.write(`${line}\n`),
  });
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

function seconds(name: string, value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new Error(`${name} is a whole number of seconds, 0 to 999999`);
  return Number(value);
}

const passwordOf = (url: string): string => decodeURIComponent(new URL(url).password);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
