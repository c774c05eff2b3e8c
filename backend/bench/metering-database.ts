import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort, launchPostgres } from '../sandbox/postgres/index.js';
import { newApiKey, shownPrefix } from '../src/modules/api-keys/api-key-format.js';
import { migrate } from '../src/migrate.js';
import { randomToken, sha256 } from '../src/platform/crypto/tokens.js';
import { newId } from '../src/platform/database/ids.js';
import type { Slice } from './paired-rounds.js';

/** A migrated database of its own, durable as in production, gone afterwards. */
export interface BenchDatabase {
  readonly owner: pg.Pool;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly platformUrl: string;
  /** Does a step of the making, unless it was done in the same kept database before. @returns whether it was done now */
  readonly once: (step: string, work: () => Promise<unknown>) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

interface Cluster {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * BENCH_DATABASE_URL, or an embedded PostgreSQL: in BENCH_KEEP_DIR what is to be kept, elsewhere and gone afterwards what is not. With real flushes: without them
 * the bench would measure another product.
 */
async function openCluster(isKept: boolean): Promise<Cluster> {
  const url = process.env['BENCH_DATABASE_URL'];
  if (url) return { url, stop: async () => undefined };
  const dataRoot = isKept && KEEP_DIR ? KEEP_DIR : mkdtempSync(join(tmpdir(), 'orbisvoice-bench-'));
  mkdirSync(dataRoot, { recursive: true });
  // as root the server's account must be able to enter
  chmodSync(dataRoot, 0o755);
  const running = await launchPostgres({ dataRoot, port: await freePort(), database: 'bench', settings: ['shared_buffers=512MB'] });
  return {
    url: running.ownerUrl,
    stop: async () => {
      await running.stop();
      if (!isKept) rmSync(dataRoot, { recursive: true, force: true });
    },
  };
}

/** Five seconds, as long as PostgreSQL waits before it refuses to drop a database. */
const LOOKS_MOST = 250;
/** Where a database that takes long to make stays for the next run, and for the other benches that read the same. */
const KEEP_DIR = process.env['BENCH_KEEP_DIR'];

/** What was finished in a database that is kept. Noted beside it, in the cluster's own. */
class Steps {
  constructor(
    private readonly administration: pg.Client,
    private readonly database: string,
  ) {}

  async any(): Promise<boolean> {
    return (await this.rows('true')) > 0;
  }

  async has(step: string): Promise<boolean> {
    return (await this.rows('step = $2', step)) > 0;
  }

  async add(step: string): Promise<void> {
    await this.administration.query('insert into bench_steps values ($1, $2)', [this.database, step]);
  }

  private async rows(condition: string, ...values: readonly string[]): Promise<number> {
    await this.administration.query('create table if not exists bench_steps (database text, step text, primary key (database, step))');
    return (
      (await this.administration.query(`select from bench_steps where database = $1 and ${condition}`, [this.database, ...values]))
        .rowCount ?? 0
    );
  }
}

/**
 * A database of its own for a run. With a name and BENCH_KEEP_DIR it stays: the next run that asks for the name finds what was made, see `once`.
 * @param name of what it holds, size included, as part of an identifier
 */
export async function openBenchDatabase(name?: string): Promise<BenchDatabase> {
  const isKept = name !== undefined && KEEP_DIR !== undefined;
  const cluster = await openCluster(isKept);
  const database = `orbis_bench_${isKept ? name : process.pid}`;
  // a client, not a pool: it has ended when its connection is gone, before the cluster stops
  const administration = new pg.Client({ connectionString: cluster.url });
  await administration.connect();
  const steps = new Steps(administration, database);
  if (!(isKept && (await steps.any()))) {
    // what an interrupted run left has no step that was finished
    await administration.query(`drop database if exists ${database}`);
    await administration.query(`create database ${database}`);
  }
  const ownerUrl = withPath(cluster.url, database);
  const [appPassword, platformPassword] = [randomToken(18), randomToken(18)];
  await migrate({ ownerUrl, appPassword, platformPassword });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  return {
    owner,
    ownerUrl,
    appUrl: as(ownerUrl, 'orbis_app', appPassword),
    platformUrl: as(ownerUrl, 'orbis_platform', platformPassword),
    once: async (step, work) => {
      if (isKept && (await steps.has(step))) return false;
      await work();
      if (isKept) await steps.add(step);
      return true;
    },
    close: async () => {
      await owner.end();
      // a pool has ended before its last connection is gone, and what ends that one instead is an error nobody hears
      const connected = async (): Promise<number> =>
        (await administration.query('select from pg_stat_activity where datname = $1', [database])).rowCount ?? 0;
      for (let look = 0; look < LOOKS_MOST && (await connected()) > 0; look++) await sleep(20);
      if (!isKept) await administration.query(`drop database ${database}`);
      await administration.end();
      await cluster.stop();
    },
  };
}

function withPath(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.toString();
}

function as(url: string, role: string, password: string): string {
  const copy = new URL(url);
  copy.username = role;
  copy.password = password;
  return copy.toString();
}

/** A tenant whose limit is out of reach, and its key. */
export async function givenMeteredTenant(owner: pg.Pool): Promise<{ tenantId: string; apiKey: string }> {
  const [tenantId, apiKey] = [newId(), newApiKey()];
  await owner.query(
    `insert into tenants (id, name, slug, billing_email, referral_code, subscription_tier, created_at, updated_at)
     values ($1, 'Bench', $2, 'bench@bench.example', $2, 'enterprise', now(), now())`,
    [tenantId, randomToken(9)],
  );
  await owner.query(
    `insert into api_keys (id, tenant_id, name, prefix, hash, scopes, created_at, last_used_at) values ($1, $2, 'bench', $3, $4, '{usage.write}', now(), now())`,
    [newId(), tenantId, shownPrefix(apiKey), sha256(apiKey)],
  );
  await owner.query(
    `insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling)
     values ($1, date_trunc('month', now()), date_trunc('month', now()) + interval '1 month', 1000000000, 1000000000)`,
    [tenantId],
  );
  return { tenantId, apiKey };
}

/** What follows `select … from usage_admit`: items of one tenant, or one each of many, with keys nobody used before. */
export const ADMISSION = `usage_admit($1::uuid[], array(select gen_random_uuid()::text from generate_series(1, cardinality($1::uuid[]))),
  array_fill(1, array[cardinality($1::uuid[])]), array_fill('\\x01'::bytea, array[cardinality($1::uuid[])]),
  array_fill(false, array[cardinality($1::uuid[])]), array_fill(null::uuid, array[cardinality($1::uuid[])]))`;

/** The database alone: `clients` connections that each wait for one statement before the next; keys are made in SQL, as pgbench would. */
export async function statementRate(url: string, clients: number, seconds: number, nextTenants: () => readonly string[]): Promise<Slice> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  const end = performance.now() + seconds * 1_000;
  const waits: number[] = [];
  let events = 0;
  const client = async (): Promise<void> => {
    for (let at = performance.now(); at < end; at = performance.now()) {
      const tenants = nextTenants();
      await pool.query({ name: 'admit', text: `select count(*) from ${ADMISSION}`, values: [tenants] });
      waits.push(performance.now() - at);
      events += tenants.length;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  await pool.end();
  waits.sort((a, b) => a - b);
  return { perSecond: events / seconds, p99: waits[Math.floor(waits.length * 0.99)] ?? Number.NaN, bad: 0 };
}

/** Whether each tenant's counter is the sum of its events. */
export async function isExact(owner: pg.Pool): Promise<boolean> {
  const { rows } = await owner.query<{ wrong: string }>(
    `select count(*) as wrong from usage_periods p
     where p.used <> (select coalesce(sum(e.quantity), 0) from usage_events e
                      where e.tenant_id = p.tenant_id and e.period_start = p.period_start and e.state = 'counted')`,
  );
  return Number(rows[0]?.wrong ?? 1) === 0;
}
