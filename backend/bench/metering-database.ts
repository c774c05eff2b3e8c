import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  readonly close: () => Promise<void>;
}

interface Cluster {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A throwaway cluster with real flushes: without them the bench would measure another product. */
async function throwawayCluster(): Promise<Cluster> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'orbisvoice-bench-'));
  chmodSync(dataRoot, 0o755);
  const running = await launchPostgres({ dataRoot, port: await freePort(), database: 'bench', settings: ['shared_buffers=512MB'] });
  return {
    url: running.ownerUrl,
    stop: async () => {
      await running.stop();
      rmSync(dataRoot, { recursive: true, force: true });
    },
  };
}

/** BENCH_DATABASE_URL (a role that may create databases and roles), or an embedded PostgreSQL. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const given = process.env['BENCH_DATABASE_URL'];
  const cluster = given ? { url: given, stop: async () => undefined } : await throwawayCluster();
  const database = `orbis_bench_${process.pid}`;
  const administration = new pg.Pool({ connectionString: cluster.url, max: 1 });
  await administration.query(`create database ${database}`);
  const ownerUrl = withPath(cluster.url, database);
  const [appPassword, platformPassword] = [randomToken(18), randomToken(18)];
  await migrate({ ownerUrl, appPassword, platformPassword });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  return {
    owner,
    ownerUrl,
    appUrl: as(ownerUrl, 'orbis_app', appPassword),
    platformUrl: as(ownerUrl, 'orbis_platform', platformPassword),
    close: async () => {
      await owner.end();
      // a pool has ended before its last connection is gone: PostgreSQL waits for that one, and force would make it an error nobody hears
      await administration.query(`drop database ${database}`);
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
