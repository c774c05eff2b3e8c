import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** The server and the database as a whole; counters since `statsSince`. */
export interface DatabaseFacts {
  readonly version: string;
  readonly startedAt: Date;
  readonly isReplica: boolean;
  readonly sizeBytes: number;
  readonly maxConnections: number;
  readonly cacheHitShare: number | null;
  readonly commits: number;
  readonly rollbacks: number;
  readonly deadlocks: number;
  readonly statsSince: Date | null;
  readonly waitingLocks: number;
}

export interface ConnectionGroup {
  readonly role: string;
  readonly state: string;
  readonly count: number;
  readonly oldestTransaction: Date | null;
}

export interface ReplicaFacts {
  readonly state: string;
  readonly lagSeconds: number | null;
}

export interface TableFacts {
  readonly name: string;
  readonly bytes: number;
  readonly liveRows: number;
  readonly deadRows: number;
  readonly deadShare: number;
  readonly vacuumedAt: Date | null;
}

const FACTS = `
select current_setting('server_version') as version, pg_postmaster_start_time() as "startedAt", pg_is_in_recovery() as "isReplica",
       pg_database_size(current_database())::float8 as "sizeBytes", current_setting('max_connections')::int as "maxConnections",
       blks_hit::float8 / nullif(blks_hit + blks_read, 0) as "cacheHitShare", xact_commit::float8 as commits,
       xact_rollback::float8 as rollbacks, deadlocks::float8 as deadlocks, stats_reset as "statsSince",
       (select count(*)::int from pg_locks where not granted) as "waitingLocks"
from pg_stat_database where datname = current_database()`;

const CONNECTIONS = `
select role, state, count, oldest_transaction as "oldestTransaction" from system_connections() order by count desc, role, state`;

const REPLICAS = `select coalesce(state, 'unknown') as state, extract(epoch from replay_lag)::float8 as "lagSeconds" from pg_stat_replication`;

const TABLES = `
select relname as name, pg_total_relation_size(relid)::float8 as bytes, n_live_tup::float8 as "liveRows", n_dead_tup::float8 as "deadRows",
       n_dead_tup::float8 / nullif(n_live_tup + n_dead_tup, 0) as "deadShare", greatest(last_vacuum, last_autovacuum) as "vacuumedAt"
from pg_stat_user_tables
where n_dead_tup > 0
order by n_dead_tup desc, relname
limit 8`;

/** What PostgreSQL says of itself. */
@Injectable()
export class AllTenantsPostgresFactsRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** @throws Error when the server does not list its own database, which cannot be */
  async facts(): Promise<DatabaseFacts> {
    const [facts] = await this.database.query<DatabaseFacts>({ text: FACTS });
    if (!facts) throw new Error('pg_stat_database does not name the database');
    return facts;
  }

  connections(): Promise<readonly ConnectionGroup[]> {
    return this.database.query<ConnectionGroup>({ text: CONNECTIONS });
  }

  replicas(): Promise<readonly ReplicaFacts[]> {
    return this.database.query<ReplicaFacts>({ text: REPLICAS });
  }

  /** Tables with most dead rows. */
  tables(): Promise<readonly TableFacts[]> {
    return this.database.query<TableFacts>({ text: TABLES });
  }

  async migrations(): Promise<readonly string[]> {
    const rows = await this.database.query<{ name: string }>({ text: 'select name from migrations order by id' });
    return rows.map(({ name }) => name);
  }
}
