import { randomBytes, randomUUID } from 'node:crypto';
import type { BillingInterval, PlanCode } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';

/** A tenant row and nothing else: what the metering functions need to work on. */
export async function givenTenant(owner: pg.Pool, options: { tier?: PlanCode; timeZone?: string } = {}): Promise<string> {
  const id = randomUUID();
  const code = randomBytes(8).toString('hex');
  await owner.query(
    `insert into tenants (id, name, slug, billing_email, referral_code, subscription_tier, time_zone, created_at, updated_at)
     values ($1, 'Metered', $2, 'owner@metered.example', $2, $3, $4, now(), now())`,
    [id, code, options.tier ?? 'free', options.timeZone ?? 'UTC'],
  );
  return id;
}

/** A current period with room for exactly `ceiling` (and a limit of its own, when given). */
export async function givenPeriod(owner: pg.Pool, tenantId: string, ceiling: number, lim = ceiling): Promise<void> {
  await owner.query(
    `insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling)
     values ($1, date_trunc('month', now()), date_trunc('month', now()) + interval '1 month', $2, $3)`,
    [tenantId, lim, ceiling],
  );
}

/** A subscription that covers the instants from `start` on before `end`, and the tenant on its plan. */
export interface GivenSubscription {
  readonly start: Date;
  readonly end: Date;
  readonly plan?: PlanCode;
  readonly status?: string;
  readonly interval?: BillingInterval;
}

/** Its rows, as a purchase would leave them. */
export async function givenSubscription(owner: pg.Pool, tenantId: string, given: GivenSubscription): Promise<void> {
  const plan = given.plan ?? 'starter';
  await owner.query(
    `insert into subscriptions (id, tenant_id, stripe_subscription_id, stripe_customer_id, plan_code, status, amount, currency,
       current_period_start, current_period_end, started_at, created_at, updated_at, billing_interval)
     values ($1, $2, $3, 'cus_x', $6, $7, 2900, 'usd', $4, $5, $4, $4, $4, $8)`,
    [randomUUID(), tenantId, `sub_${randomUUID()}`, given.start, given.end, plan, given.status ?? 'active', given.interval ?? 'month'],
  );
  await owner.query('update tenants set subscription_tier = $2 where id = $1', [tenantId, plan]);
}

export interface Window {
  readonly start: string;
  readonly end: string;
  readonly lim: number;
  readonly ceiling: number;
}

/** The usage period a tenant is in at an instant. */
export async function windowOf(platform: pg.Pool, tenantId: string, at: Date): Promise<Window> {
  const { rows } = await platform.query<{ period_start: Date; period_end: Date; lim: string; ceiling: string }>(
    'select period_start, period_end, lim, ceiling from usage_window($1, $2)',
    [tenantId, at],
  );
  const row = rows[0];
  if (!row) throw new Error('no window');
  return { start: row.period_start.toISOString(), end: row.period_end.toISOString(), lim: Number(row.lim), ceiling: Number(row.ceiling) };
}

export interface Item {
  readonly tenantId: string;
  readonly key: string;
  readonly quantity?: number;
  readonly body?: string;
  readonly isReservation?: boolean;
}

export interface Answer {
  readonly status: string;
  readonly used: number | null;
}

/** One call of `usage_admit` on the platform role. */
export async function admit(pool: pg.Pool, items: readonly Item[]): Promise<Answer[]> {
  const { rows } = await pool.query<{ status: string; used: string | null }>(
    'select status, used from usage_admit($1, $2, $3, $4, $5, $6)',
    [
      items.map((item) => item.tenantId),
      items.map((item) => item.key),
      items.map((item) => item.quantity ?? 1),
      items.map((item) => Buffer.from(item.body ?? 'body')),
      items.map((item) => item.isReservation ?? false),
      items.map(() => null),
    ],
  );
  return rows.map((row) => ({ status: row.status, used: row.used === null ? null : Number(row.used) }));
}

/** `usage_settle` or `usage_release` of keys of one tenant. */
export async function resolve(
  pool: pg.Pool,
  action: 'usage_settle' | 'usage_release',
  tenantId: string,
  keys: string[],
): Promise<string[]> {
  const { rows } = await pool.query<{ status: string }>(`select status from ${action}($1, $2)`, [keys.map(() => tenantId), keys]);
  return rows.map((row) => row.status);
}

export interface Totals {
  readonly used: number;
  readonly reserved: number;
  readonly ceiling: number;
  readonly countedEvents: number;
  readonly reservedEvents: number;
}

/** Counters of a tenant's periods beside what its events add up to. */
export async function totals(owner: pg.Pool, tenantId: string): Promise<Totals> {
  const { rows } = await owner.query<Record<keyof Totals, string>>(
    `select (select coalesce(sum(used), 0) from usage_periods where tenant_id = $1) as "used",
            (select coalesce(sum(reserved), 0) from usage_periods where tenant_id = $1) as "reserved",
            (select coalesce(sum(ceiling), 0) from usage_periods where tenant_id = $1) as "ceiling",
            (select coalesce(sum(quantity), 0) from usage_events where tenant_id = $1 and state = 'counted') as "countedEvents",
            (select coalesce(sum(quantity), 0) from usage_events where tenant_id = $1 and state = 'reserved') as "reservedEvents"`,
    [tenantId],
  );
  const row = rows[0];
  if (!row) throw new Error('no totals');
  return {
    used: Number(row.used),
    reserved: Number(row.reserved),
    ceiling: Number(row.ceiling),
    countedEvents: Number(row.countedEvents),
    reservedEvents: Number(row.reservedEvents),
  };
}

/** Thresholds reached and announced in the outbox, in order. */
export async function announced(owner: pg.Pool, tenantId: string): Promise<{ rows: number[]; outbox: number[] }> {
  const rows = await owner.query<{ threshold: number }>('select threshold from usage_thresholds where tenant_id = $1 order by 1', [
    tenantId,
  ]);
  const outbox = await owner.query<{ threshold: string }>(
    `select payload ->> 'threshold' as threshold from outbox_events
     where tenant_id = $1 and name = 'usage.threshold_reached' order by created_at, (payload ->> 'threshold')::int`,
    [tenantId],
  );
  return { rows: rows.rows.map((row) => row.threshold), outbox: outbox.rows.map((row) => Number(row.threshold)) };
}
