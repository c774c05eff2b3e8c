import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

export interface HoursState {
  /** Hours before it are closed; null while none is. */
  readonly rolledUntil: Date | null;
  readonly rolledAt: Date | null;
  readonly checkedAt: Date | null;
  readonly mended: number;
}

/** Counted conversations by hour, from their rows; `$1` and `$2` the span. Those of our own tenants are not the platform's. */
const RAW = `
  select date_trunc('hour', c.started_at, 'UTC') as hour, count(*)::int as conversations
    from conversations c join tenants t on t.id = c.tenant_id and not t.is_internal
   where c.started_at >= $1::timestamptz and c.started_at < $2::timestamptz and c.counted_at is not null group by 1`;

/** The hours of the whole platform. One writer at a time: whoever rolls or checks holds the row of the state. */
@Injectable()
export class AllTenantsPlatformHourRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async state(): Promise<HoursState> {
    const [row] = await this.database.query<HoursState>({
      text: `select nullif(rolled_until, '-infinity') as "rolledUntil", rolled_at as "rolledAt", checked_at as "checkedAt", mended
             from platform_hours_state`,
    });
    if (!row) throw new Error('the state of the hours has a row');
    return row;
  }

  /** Closes the hours from where the last turn ended up to `until`; the end and the hours are one commit. */
  roll(until: Date, now: Date): Promise<void> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ from: string }>(
        'select rolled_until::text as "from" from platform_hours_state where rolled_until < $1 for update',
        [until],
      );
      const [begin] = rows;
      if (!begin) return;
      await client.query(
        `insert into platform_hours (hour, conversations) ${RAW} on conflict (hour) do update set conversations = excluded.conversations`,
        [begin.from, until],
      );
      await client.query('update platform_hours_state set rolled_until = $1, rolled_at = $2', [until, now]);
    });
  }

  /** Holds every closed hour against its rows and sets right what differs. Returns how many did. */
  check(now: Date): Promise<number> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ until: string }>(`select rolled_until::text as until from platform_hours_state for update`);
      const until = rows[0]?.until ?? '-infinity';
      const { rows: found } = await client.query<{ mended: number }>(
        `with raw as (${RAW}),
           wrong as materialized (select coalesce(r.hour, h.hour) as hour, coalesce(r.conversations, 0) as conversations
             from raw r full join platform_hours h on h.hour = r.hour where r.conversations is distinct from h.conversations),
           gone as (delete from platform_hours h using wrong w where w.hour = h.hour and w.conversations = 0),
           mended as (insert into platform_hours (hour, conversations) select hour, conversations from wrong where conversations > 0
             on conflict (hour) do update set conversations = excluded.conversations)
         select count(*)::int as mended from wrong`,
        ['-infinity', until],
      );
      const mended = found[0]?.mended ?? 0;
      await client.query('update platform_hours_state set checked_at = $1, mended = $2', [now, mended]);
      return mended;
    });
  }

  /** Forgets every hour; the next turn makes them anew. */
  forget(): Promise<void> {
    return this.database.transaction(async (client) => {
      await client.query('select 1 from platform_hours_state for update');
      await client.query('delete from platform_hours');
      await client.query(`update platform_hours_state set rolled_until = '-infinity', rolled_at = null`);
    });
  }
}
