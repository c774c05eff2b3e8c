import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import {
  DIFFERENCES,
  FORGET_HOURS,
  MAKE_HOURS,
  PARTLY_MARKED,
  REMAKE_DAYS,
  REMAKE_TENANT,
  TAKE,
  TAKE_ALL,
  WHOLLY_MARKED,
} from './fold.sql.js';
import { DIFFERENCES as ENGAGEMENT_DIFFERENCES, WHOLLY_MARKED as ENGAGEMENT_MARKED } from './engagement-fold.sql.js';
import { foldEngagement, remakeEngagement } from './engagement-fold.js';
import { MEND_HOURS } from './platform-hour.sql.js';

/** How many tenants are folded in one transaction when only parts of them are marked. */
const TENANTS_AT_ONCE = 100;

interface TakenHour {
  readonly tenantId: string;
  readonly zone: string;
  readonly hour: string;
  readonly day: string;
  readonly utcHour: string;
}

/** Where marks and checks stand. */
export interface RollupState {
  readonly marks: number;
  readonly tenantsMarkedWhole: number;
  readonly checkedAt: Date | null;
  readonly differences: number;
  readonly mendedTotal: number;
}

/** Cells that were not what their rows say. */
export interface Differences {
  readonly hours: number;
  readonly days: number;
  readonly quarters: number;
  readonly arrivals: number;
}

const NO_HOURS = { hours: 0, days: 0 };
const NO_QUARTERS = { quarters: 0, arrivals: 0 };

/**
 * Folds marks into the roll-ups, one folder at a time. Marks and rows are read in one snapshot: what a mark of it stands for is in the rows of it,
 * and what is committed later leaves a mark of its own.
 */
@Injectable()
export class AllTenantsRollupRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Folds what is marked of some tenants. Returns how many tenants that were (twice those that had both kinds of marks); null when somebody else is folding. */
  foldParts(): Promise<number | null> {
    return this.alone(async (client) => {
      const tenants = await idsOf(client, PARTLY_MARKED, [TENANTS_AT_ONCE]);
      if (tenants.length > 0) await foldHours(client, (await client.query<TakenHour>(TAKE, [tenants])).rows);
      return tenants.length + (await foldEngagement(client));
    });
  }

  /** Makes one tenant anew that is marked as a whole: its conversations, or else its engagement. Returns 0 when none is, null when somebody else is folding. */
  foldWhole(): Promise<number | null> {
    return this.alone(async (client) => {
      const [tenant] = await idsOf(client, WHOLLY_MARKED, []);
      if (tenant !== undefined) {
        const { rows } = await client.query<{ utcHour: string }>(TAKE_ALL, [tenant]);
        for (const statement of REMAKE_TENANT) await client.query(statement, [tenant]);
        await mendPlatform(client, rows);
        return 1;
      }
      const [engaged] = await idsOf(client, ENGAGEMENT_MARKED, []);
      if (engaged === undefined) return 0;
      await remakeEngagement(client, engaged);
      return 1;
    });
  }

  /** Marks a tenant as a whole, or all of them. Returns how many; 0 when there is no such tenant. */
  async markWhole(tenantId: string | null): Promise<number> {
    const rows = await this.database.query({
      text: `with engagement as (insert into engagement_marks (tenant_id) select id from tenants where $1::uuid is null or id = $1)
             insert into rollup_marks (tenant_id) select id from tenants where $1::uuid is null or id = $1 returning tenant_id`,
      values: [tenantId],
    });
    return rows.length;
  }

  /** A tenant, if there is one, or all of them. */
  async tenantIds(tenantId: string | null): Promise<string[]> {
    const text = 'select id::text as id from tenants where $1::uuid is null or id = $1 order by id';
    return (await this.database.query<{ id: string }>({ text, values: [tenantId] })).map(({ id }) => id);
  }

  /** Holds a tenant's cells against their rows. A tenant that is marked as a whole differs in nothing. */
  differences(tenantId: string): Promise<Differences> {
    return this.unhurried(async (client) => {
      const cells = await client.query<Pick<Differences, 'hours' | 'days'>>(DIFFERENCES, [tenantId]);
      const engagement = await client.query<Pick<Differences, 'quarters' | 'arrivals'>>(ENGAGEMENT_DIFFERENCES, [tenantId]);
      return { ...(cells.rows[0] ?? NO_HOURS), ...(engagement.rows[0] ?? NO_QUARTERS) };
    });
  }

  /** What a check found; `completedAt` is null for one that did not hold every tenant against its rows. */
  async noteCheck(completedAt: Date | null, differences: number): Promise<void> {
    await this.database.query({
      text: 'update rollup_checks set checked_at = coalesce($1, checked_at), differences = $2::integer, mended_total = mended_total + $2::integer',
      values: [completedAt, differences],
    });
  }

  async state(): Promise<RollupState> {
    const [state] = await this.database.query<RollupState>({
      text: `select (select count(*)::int from rollup_marks) + (select count(*)::int from engagement_marks) as marks,
                    (select count(*)::int from (select tenant_id from rollup_marks where at is null union
                                                select tenant_id from engagement_marks where at is null) m) as "tenantsMarkedWhole",
                    checked_at as "checkedAt", differences, mended_total::float8 as "mendedTotal" from rollup_checks`,
    });
    if (!state) throw new Error('the checks of the roll-ups have a row');
    return state;
  }

  /** One snapshot for all statements, and nobody else folding: a second folder would only lose to the first. */
  private alone(work: (client: pg.PoolClient) => Promise<number>): Promise<number | null> {
    return this.unhurried(async (client) => {
      const { rows } = await client.query<{ isMine: boolean }>(
        `select pg_try_advisory_xact_lock(hashtext('orbisvoice.rollups')) as "isMine"`,
      );
      return rows[0]?.isMine ? work(client) : null;
    });
  }

  /** A year of a large tenant takes longer than a request may. */
  private unhurried<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.database.transaction(async (client) => {
      await client.query(`set transaction isolation level repeatable read; set local statement_timeout = '15min'`);
      return work(client);
    });
  }
}

async function idsOf(client: pg.PoolClient, text: string, values: unknown[]): Promise<string[]> {
  return (await client.query<{ id: string }>(text, values)).rows.map(({ id }) => id);
}

async function foldHours(client: pg.PoolClient, hours: readonly TakenHour[]): Promise<void> {
  const unique = [...new Map(hours.map((hour) => [`${hour.tenantId} ${hour.hour}`, hour])).values()];
  const cells = [unique.map(({ tenantId }) => tenantId), unique.map(({ day }) => day), unique.map(({ hour }) => hour)];
  await client.query(FORGET_HOURS, cells);
  await client.query(MAKE_HOURS, [...cells, unique.map(({ zone }) => zone)]);
  const days = [...new Map(unique.map((hour) => [`${hour.tenantId} ${hour.day}`, hour])).values()];
  for (const statement of REMAKE_DAYS) await client.query(statement, [days.map(({ tenantId }) => tenantId), days.map(({ day }) => day)]);
  await mendPlatform(client, hours);
}

/** Hours of the whole platform that are closed already follow late and deleted rows the same way. */
async function mendPlatform(client: pg.PoolClient, hours: readonly { readonly utcHour: string }[]): Promise<void> {
  const unique = [...new Set(hours.map(({ utcHour }) => utcHour))];
  if (unique.length === 0) return;
  const { rows } = await client.query<{ hour: string }>(
    `select h::text as hour from unnest($1::timestamptz[]) h, platform_hours_state s where h < s.rolled_until`,
    [unique],
  );
  const closed = rows.map(({ hour }) => hour);
  if (closed.length === 0) return;
  // whoever closes hours or checks them holds the same row
  await client.query('select 1 from platform_hours_state for update');
  for (const statement of MEND_HOURS) await client.query(statement, [closed]);
}
