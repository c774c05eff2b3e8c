import { Injectable } from '@nestjs/common';
import type { TenantBulkPreview } from '@orbisvoice/shared-dto';
import type {
  BulkAction,
  BulkOutcome,
  BulkReason,
  BulkRunAction,
  BulkRunStatus,
  StandingAction,
  TenantStatus,
} from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

export interface BulkRunRow {
  readonly id: string;
  readonly tenantId: string;
  /** Null: the account is gone. */
  readonly staffId: string | null;
  readonly staffName: string;
  readonly action: BulkRunAction;
  readonly reason: string;
  readonly status: BulkRunStatus;
  readonly traceId: string;
  readonly expected: number;
  readonly total: number;
  readonly pending: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly undoOf: string | null;
  readonly undoneBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** A tenant of a run. `expected` is the standing it must still be in; null: any that the action can start from. */
export interface BulkTurn {
  readonly position: number;
  readonly tenantId: string;
  readonly action: StandingAction;
  readonly expected: TenantStatus | null;
}

export interface BulkRowRow {
  readonly position: number;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly outcome: BulkOutcome;
  readonly detail: BulkReason | null;
  readonly statusBefore: TenantStatus | null;
  readonly statusAfter: TenantStatus | null;
  readonly settledAt: Date | null;
}

export type BulkFigures = Omit<TenantBulkPreview, 'action' | 'gone' | 'set' | 'asOf'>;

const RUN = `r.id, r.tenant_id as "tenantId", r.staff_id as "staffId", r.staff_name as "staffName", r.action, r.reason, r.status,
  r.trace_id as "traceId", (r.selection ->> 'total')::int as expected, c.total, c.pending, c.done, c.skipped, c.failed,
  r.undo_of as "undoOf", (select u.id from tenant_bulk_runs u where u.undo_of = r.id and u.status <> 'failed') as "undoneBy", r.created_at as "createdAt",
  r.finished_at as "finishedAt"
  from tenant_bulk_runs r cross join lateral (
    select count(*)::int as total, count(*) filter (where outcome = 'pending')::int as pending,
           count(*) filter (where outcome = 'done')::int as done, count(*) filter (where outcome = 'skipped')::int as skipped,
           count(*) filter (where outcome = 'failed')::int as failed
      from tenant_bulk_rows b where b.run_id = r.id) c`;

/** What an action would touch; `$1` the ids, `$2` the standings it can start from. */
const FIGURES = `
with chosen as (
  select t.id, t.is_internal or exists (select 1 from users s where s.tenant_id = t.id and s.is_admin) as is_protected, t.status = any($2) as fits
    from tenants t where t.id = any($1::uuid[])),
changing as (select id from chosen where fits and not is_protected)
select count(*)::int as total, count(*) filter (where fits and not is_protected)::int as "willChange",
  count(*) filter (where not fits and not is_protected)::int as "notPossible", count(*) filter (where is_protected)::int as protected,
  (select count(*)::int from agents a join changing c on c.id = a.tenant_id where a.deleted_at is null and a.is_active) as agents,
  (select count(*)::int from conversations o join changing c on c.id = o.tenant_id where o.status = 'open') as "liveConversations",
  (select count(*)::int from users u join changing c on c.id = u.tenant_id where u.role = 'owner') as mails
from chosen`;

const FROM_STANDINGS: Readonly<Record<BulkAction, readonly TenantStatus[]>> = { suspend: ['active'], reinstate: ['suspended', 'banned'] };

/** Runs over many tenants and what came of each. */
@Injectable()
export class AllTenantsTenantBulkRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async figures(action: BulkAction, ids: readonly string[]): Promise<BulkFigures> {
    const [row] = await this.database.query<BulkFigures>({ text: FIGURES, values: [ids, FROM_STANDINGS[action]] });
    if (!row) throw new Error('aggregates without a row');
    return row;
  }

  /** The rows of a run, all or none. An id that no tenant has is left out here, and counted by whoever asked. */
  async addRows(runId: string, action: BulkAction, ids: readonly string[]): Promise<void> {
    await this.database.query({
      text: `insert into tenant_bulk_rows (run_id, position, tenant_id, action)
             select $1, row_number() over (order by w.n), t.id, $2 from unnest($3::uuid[]) with ordinality w (id, n) join tenants t on t.id = w.id`,
      values: [runId, action, ids],
    });
  }

  /** The way back: what the run did, in its order, as long as the tenant still stands where the run put it. */
  async addUndoRows(runId: string, undoOf: string): Promise<void> {
    await this.database.query({
      text: `insert into tenant_bulk_rows (run_id, position, tenant_id, action, status_before)
             select $1, row_number() over (order by position), tenant_id,
               case status_before when 'active' then 'reinstate' when 'suspended' then 'suspend' else 'ban' end, status_after
             from tenant_bulk_rows where run_id = $2 and outcome = 'done'`,
      values: [runId, undoOf],
    });
  }

  async find(id: string): Promise<BulkRunRow | null> {
    const [row] = await this.database.query<BulkRunRow>({ text: `select ${RUN} where r.id = $1`, values: [id] });
    return row ?? null;
  }

  page(after: { readonly createdAt: string; readonly id: string } | null, limit: number): Promise<BulkRunRow[]> {
    return this.database.query<BulkRunRow>({
      text: `select ${RUN} where (r.created_at, r.id) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::uuid, '00000000-0000-0000-0000-000000000000'))
             order by r.created_at desc, r.id desc limit $3`,
      values: [after?.createdAt ?? null, after?.id ?? null, limit],
    });
  }

  rows(
    runId: string,
    from: { readonly outcome: BulkOutcome | null; readonly after: number; readonly limit: number },
  ): Promise<BulkRowRow[]> {
    return this.database.query<BulkRowRow>({
      text: `select b.position, b.tenant_id as "tenantId", t.name as "tenantName", b.outcome, b.detail, b.status_before as "statusBefore",
               b.status_after as "statusAfter", b.settled_at as "settledAt"
             from tenant_bulk_rows b join tenants t on t.id = b.tenant_id
             where b.run_id = $1 and ($2::text is null or b.outcome = $2) and b.position > $3 order by b.position limit $4`,
      values: [runId, from.outcome, from.after, from.limit],
    });
  }

  pending(runId: string, limit: number): Promise<BulkTurn[]> {
    return this.database.query<BulkTurn>({
      text: `select position, tenant_id as "tenantId", action, status_before as expected from tenant_bulk_rows
             where run_id = $1 and outcome = 'pending' order by position limit $2`,
      values: [runId, limit],
    });
  }

  /** Leaves what has not begun as it is. */
  async skipRest(runId: string, detail: BulkReason, at: Date): Promise<void> {
    await this.database.query({
      text: `update tenant_bulk_rows set outcome = 'skipped', detail = $2, settled_at = $3 where run_id = $1 and outcome = 'pending'`,
      values: [runId, detail, at],
    });
  }

  async finish(runId: string, status: BulkRunStatus, at: Date): Promise<void> {
    await this.database.query({
      text: `update tenant_bulk_runs set status = $2, finished_at = $3 where id = $1 and status in ('running', 'stopping')`,
      values: [runId, status, at],
    });
  }

  /** Runs whose worker gave no sign of life since: it died, or never got them. */
  async silent(since: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>({
      text: `select r.id from tenant_bulk_runs r where r.status in ('running', 'stopping') and r.created_at < $1
               and not exists (select 1 from tenant_bulk_rows b where b.run_id = r.id and b.settled_at >= $1)`,
      values: [since],
    });
    return rows.map(({ id }) => id);
  }

  async isStaff(userId: string | null): Promise<boolean> {
    const rows = await this.database.query({ text: 'select 1 from users where id = $1 and is_admin', values: [userId] });
    return rows.length === 1;
  }
}
