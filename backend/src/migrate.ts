import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';
import { chainPast, hasUnchainedPast } from './modules/audit/persistence/chain-past.js';
import { ChainBuilder } from './modules/audit/services/chain-builder.js';
import { KeyRing } from './platform/crypto/key-ring.js';
import { migrateQueues } from './platform/queues/migrate-queues.js';

/** What a migration needs: the owner's connection and the passwords of the two login roles it provides for. */
export interface MigrateOptions {
  /** Connection of a role that may create roles and owns (or will own) the tables. Never given to the API. */
  readonly ownerUrl: string;
  readonly appPassword: string;
  readonly platformPassword: string;
  /** DATA_SECRET: chains audit entries that were written before there was a chain. Not needed for a database without a past. */
  readonly dataSecret?: string;
  readonly log?: (line: string) => void;
}

/** The oldest server that knows all the migrations ask for: `date_bin`, and BRIN indexes of several ranges. */
const OLDEST_SERVER = 14;
const LOCK_PAUSE_MS = 200;

/**
 * Brings a database up to date: the login roles `orbis_app` and `orbis_platform`, every pending migration, the queue's own tables.
 * Idempotent; safe to run from several places at once (one advisory lock).
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const log = options.log ?? (() => undefined);
  const owner = new pg.Client({ connectionString: options.ownerUrl });
  await owner.connect();
  try {
    await requireServer(owner);
    await lockMigrations(owner);
    await ensureRole(owner, 'orbis_app', options.appPassword);
    await ensureRole(owner, 'orbis_platform', options.platformPassword);
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.ownerUrl,
      migrations: MIGRATIONS,
      migrationsTransactionMode: 'each',
    });
    await dataSource.initialize();
    try {
      const done = await dataSource.runMigrations();
      for (const migration of done) log(`migrated ${migration.name}`);
    } finally {
      await dataSource.destroy();
    }
    await chainAudit(owner, options);
    await migrateQueues(owner);
  } finally {
    await owner.end();
  }
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

/**
 * One at a time. Asked for again and again rather than waited for: a statement that waits has a snapshot, and an index that is built concurrently waits
 * for every snapshot in the database, so both would wait for each other.
 */
async function lockMigrations(owner: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ isOurs: boolean }>(`select pg_try_advisory_lock(hashtext('orbisvoice.migrate')) as "isOurs"`);
    if (rows[0]?.isOurs) return;
    await sleep(LOCK_PAUSE_MS);
  }
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
    log: (line) => process.stdout.write(`${line}\n`),
  });
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

const passwordOf = (url: string): string => decodeURIComponent(new URL(url).password);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
