import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { type StatementTally } from '../../../platform/database/query-timings.js';

/** A shape of statements, and the slowest run of the last day. */
export interface StatementRow {
  readonly fingerprint: string;
  readonly name: string | null;
  readonly text: string;
  readonly slowestMs: number;
  readonly slowestAt: Date;
  readonly slowestTrace: string | null;
}

/** A statement as PostgreSQL counts it. */
export interface ServerStatementRow {
  readonly id: string;
  readonly text: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  readonly returned: number;
}

const NOTE = `
insert into system_statements as known (fingerprint, name, text, first_seen_at, last_seen_at, slowest_ms, slowest_at, slowest_trace)
select fingerprint, name, shape, $2, $2, "slowestMs", to_timestamp("slowestAt" / 1000), "slowestTrace"
from jsonb_to_recordset($1::jsonb)
  as s (fingerprint text, name text, shape text, "slowestMs" float8, "slowestAt" float8, "slowestTrace" text)
order by fingerprint
on conflict (fingerprint) do update set
  last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
  (slowest_ms, slowest_at, slowest_trace) = (
    select excluded.slowest_ms, excluded.slowest_at, excluded.slowest_trace
    where excluded.slowest_ms >= known.slowest_ms or known.slowest_at < excluded.slowest_at - interval '1 day'
    union all
    select known.slowest_ms, known.slowest_at, known.slowest_trace
    limit 1)`;

/** Statements by shape: what they are called, and their slowest run. */
@Injectable()
export class AllTenantsStatementRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async note(statements: readonly StatementTally[], now: Date): Promise<void> {
    if (statements.length === 0) return;
    await this.database.query({ name: 'system.statements', text: NOTE, values: [JSON.stringify(statements), now] });
  }

  async byFingerprint(fingerprints: readonly string[]): Promise<ReadonlyMap<string, StatementRow>> {
    const rows = await this.database.query<StatementRow>({
      text: `select fingerprint, name, text, slowest_ms as "slowestMs", slowest_at as "slowestAt", slowest_trace as "slowestTrace"
             from system_statements where fingerprint = any($1)`,
      values: [fingerprints],
    });
    return new Map(rows.map((row) => [row.fingerprint, row]));
  }

  /** What the server counted, the most expensive first; nothing where it does not count. */
  ofServer(most: number): Promise<readonly ServerStatementRow[]> {
    return this.database.query<ServerStatementRow>({
      text: `select id, text, calls::float8 as calls, total_ms as "totalMs", mean_ms as "meanMs", max_ms as "maxMs", returned::float8 as returned
             from system_server_statements($1)`,
      values: [most],
    });
  }
}
