import { Injectable } from '@nestjs/common';
import type { FigureRule } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { FigureState } from '../domain/hysteresis.js';

/** A mail that failed within this time counts. */
const EMAIL_WINDOW = '15 minutes';

/** A process that was silent for longer is gone for good, and its alert settles. */
const GONE_AFTER = '1 hour';

/** Figures that one statement tells; each is a number named `value`. */
const STATEMENTS: Partial<Readonly<Record<FigureRule, string>>> = {
  event_delay: `select coalesce(extract(epoch from $1::timestamptz - min(created_at)), 0)::float8 as value
    from outbox_events where dispatched_at is null`,
  email_failures: `select count(*)::float8 as value from email_events
    where kind = 'failed' and at > $1::timestamptz - interval '${EMAIL_WINDOW}' and at <= $1`,
  stripe_events: `select count(*)::float8 as value from stripe_events where status in ('failed', 'dead') and received_at <= $1::timestamptz`,
  process_silence: `select coalesce(max(extract(epoch from $1::timestamptz - seen_at)), 0)::float8 as value
    from system_processes where stopped_at is null and seen_at > $1::timestamptz - interval '${GONE_AFTER}' and seen_at <= $1`,
  database_connections: `select round(100.0 * count(*) / current_setting('max_connections')::int)::float8 as value
    from pg_stat_activity where backend_type = 'client backend' and $1::timestamptz is not null`,
};

/** A figure's state between two readings. */
export interface FigureRow extends FigureState {
  readonly rule: FigureRule;
  readonly readAt: Date;
}

/** What the system's figures are, and since when they stand where they stand. */
@Injectable()
export class AllTenantsFigureRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Null for a figure that the database does not know. */
  async read(rule: FigureRule, now: Date): Promise<number | null> {
    const text = STATEMENTS[rule];
    if (text === undefined) return null;
    const [row] = await this.database.query<{ value: number }>({ name: `alert_figure.${rule}`, text, values: [now] });
    return row?.value ?? null;
  }

  /** The state, locked; the first reading makes the row. Null when somebody read the figure within `gapSeconds`. */
  async lock(client: pg.PoolClient, rule: FigureRule, { now, gapSeconds }: { now: Date; gapSeconds: number }): Promise<FigureState | null> {
    await client.query(`insert into alert_figures (rule, read_at) values ($1, 'epoch') on conflict do nothing`, [rule]);
    const { rows } = await client.query<FigureRow>(
      `select rule, read_at as "readAt", above_since as "aboveSince", below_since as "belowSince" from alert_figures where rule = $1 for update`,
      [rule],
    );
    const [row] = rows;
    return !row || now.getTime() - row.readAt.getTime() < gapSeconds * 1_000 ? null : row;
  }

  async save(
    client: pg.PoolClient,
    rule: FigureRule,
    { value, at, state }: { value: number; at: Date; state: FigureState },
  ): Promise<void> {
    await client.query('update alert_figures set value = $2, read_at = $3, above_since = $4, below_since = $5 where rule = $1', [
      rule,
      value,
      at,
      state.aboveSince,
      state.belowSince,
    ]);
  }

  /** The newest readings by rule. */
  async latest(): Promise<ReadonlyMap<string, { readonly value: number; readonly readAt: Date }>> {
    const rows = await this.database.query<{ rule: string; value: number; readAt: Date }>({
      text: `select rule, value, read_at as "readAt" from alert_figures where value is not null`,
    });
    return new Map(rows.map(({ rule, ...reading }) => [rule, reading]));
  }
}
