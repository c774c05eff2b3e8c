import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type EventName } from '@orbisvoice/shared-dto/values';
import { tenantIdOf } from '../access/tenant-id.js';
import { PlatformDatabase } from '../database/platform-database.js';
import { type ReceivedEvent } from './domain-event.js';

/** What the relay needs to know of a row. */
export interface PendingEvent {
  readonly id: string;
  readonly name: string;
}

/** What is done with pending events, inside the transaction that marks them. */
type Dispatch = (events: readonly PendingEvent[], client: Pick<pg.PoolClient, 'query'>) => Promise<void>;

/** How far the outbox lags behind. */
export interface OutboxLag {
  readonly pending: number;
  readonly oldestSeconds: number;
}

interface Row {
  readonly id: string;
  readonly tenant_id: string;
  readonly name: EventName;
  readonly version: number;
  readonly payload: object;
  readonly trace_id: string | null;
  readonly created_at: Date;
}

/** The outbox of all tenants, as the relay and the workers see it. */
@Injectable()
export class AllTenantsOutboxRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /**
   * Claims the oldest pending events, hands them to `dispatch` and marks them, in one transaction: if `dispatch` fails or the process dies,
   * they are pending again. Rows that another relay holds are skipped.
   * @returns how many were dispatched
   */
  dispatchPending(limit: number, at: Date, dispatch: Dispatch): Promise<number> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<PendingEvent>(
        `select id, name from outbox_events where dispatched_at is null order by created_at, id limit $1 for update skip locked`,
        [limit],
      );
      if (rows.length === 0) return 0;
      await dispatch(rows, client);
      await client.query('update outbox_events set dispatched_at = $2 where id = any($1::uuid[])', [rows.map(({ id }) => id), at]);
      return rows.length;
    });
  }

  async find(id: string): Promise<ReceivedEvent | null> {
    const [row] = await this.database.query<Row>({
      name: 'outbox.find',
      text: 'select id, tenant_id, name, version, payload, trace_id, created_at from outbox_events where id = $1',
      values: [id],
    });
    if (!row) return null;
    const { name, version, payload, created_at: at, trace_id: traceId } = row;
    return { id: row.id, tenantId: tenantIdOf(row.tenant_id), name, version, payload, at, traceId };
  }

  async lag(): Promise<OutboxLag> {
    const [row] = await this.database.query<{ pending: string; oldest: string }>({
      name: 'outbox.lag',
      text: `select count(*) as pending, coalesce(extract(epoch from now() - min(created_at)), 0) as oldest
               from outbox_events where dispatched_at is null`,
    });
    return { pending: Number(row?.pending ?? 0), oldestSeconds: Math.max(0, Number(row?.oldest ?? 0)) };
  }

  /** Deletes dispatched events and claims from before the instant, in slices so that no lock is held for long. */
  async purge(before: Date, slice = 5_000): Promise<number> {
    let total = 0;
    for (const table of ['outbox_events', 'handled_events'] as const) {
      for (let deleted = slice; deleted === slice; total += deleted) deleted = await this.purgeSlice(table, before, slice);
    }
    return total;
  }

  private async purgeSlice(table: 'outbox_events' | 'handled_events', before: Date, slice: number): Promise<number> {
    const instant = table === 'outbox_events' ? 'dispatched_at' : 'handled_at';
    const rows = await this.database.query<{ gone: number }>({
      text: `delete from ${table} where ctid = any(array(select ctid from ${table} where ${instant} < $1 limit $2)) returning 1 as gone`,
      values: [before, slice],
    });
    return rows.length;
  }
}
