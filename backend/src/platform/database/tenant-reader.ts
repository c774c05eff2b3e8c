import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { type TenantId } from '../access/tenant-id.js';
import { APP_POOL } from './pools.js';

/** A prepared statement: `name` must be unique per text, parameters are `$1…`. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** As the driver wants it. */
export const queryOf = ({ name, text, values }: Statement): pg.QueryConfig => ({ name, text, values: [...values] });

/** Which tenant's rows the transaction sees. */
export const setTenant = (tenantId: TenantId): Statement => ({
  name: 'set_tenant',
  text: `select set_config('app.tenant', $1, true)`,
  values: [tenantId],
});

/** What is asked meanwhile leaves in one write: the driver makes one for each statement, and each is a system call. */
function inOneWrite<T>({ connection: { stream } }: pg.PoolClient, ask: () => T): T {
  stream.cork();
  try {
    return ask();
  } finally {
    stream.uncork();
  }
}

/**
 * Hot reads of one tenant, past the ORM. BEGIN, the tenant setting, the query and COMMIT leave in one flight (pg's pipeline mode), so
 * row-level security costs no extra round trip (performance.md §3.9).
 */
@Injectable()
export class TenantReader {
  constructor(@Inject(APP_POOL) private readonly pool: pg.Pool) {}

  /** Rows of a read in a transaction of its own. */
  async query<T extends object>(tenantId: TenantId, statement: Statement): Promise<T[]> {
    const client = await this.pool.connect();
    try {
      const flight = await Promise.allSettled(
        inOneWrite(
          client,
          () =>
            [
              client.query('begin read only'),
              client.query(queryOf(setTenant(tenantId))),
              client.query<T>(queryOf(statement)),
              client.query('commit'),
            ] as const,
        ),
      );
      const failed = flight.find((step) => step.status === 'rejected');
      if (failed) throw failed.reason;
      const rows = flight[2];
      return rows.status === 'fulfilled' ? rows.value.rows : [];
    } finally {
      client.release();
    }
  }

  /** The text of a statement whose one column `json` is built by Postgres: sent on as it is, never parsed here. */
  async json(tenantId: TenantId, statement: Statement): Promise<string> {
    const rows = await this.query<{ json: string }>(tenantId, statement);
    const [row] = rows;
    if (!row) throw new Error(`statement ${statement.name} returned no row`);
    return row.json;
  }
}
