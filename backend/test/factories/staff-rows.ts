import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** An impersonation that is over, a change of staff that was withdrawn and a limit that staff raised; the tenant's own people stand for staff, so that every id belongs to it. */
export async function insertStaffRows(owner: pg.Pool, tenantId: string): Promise<void> {
  await owner.query(
    `insert into impersonations (id, tenant_id, user_id, staff_id, staff_session_id, staff_name, mode, reason, code_hash, code_expires_at,
       created_at, expires_at, ended_at)
     select $1, s.tenant_id, s.user_id, s.user_id, s.id, 'Staff', 'read', 'a reason to look', sha256(convert_to(s.id::text, 'UTF8')), now(),
       now(), now(), now()
     from sessions s where s.tenant_id = $2 order by s.id limit 1`,
    [newId(), tenantId],
  );
  await owner.query(
    `insert into staff_changes (id, tenant_id, user_id, is_admin, reason, status, proposed_by, proposed_by_name, proposed_at, expires_at,
       decided_by, decided_by_name, decided_at, note)
     select $1, tenant_id, id, true, 'a reason to help', 'withdrawn', id, 'Staff', now(), now(), id, 'Staff', now(), 'not needed after all'
     from users where tenant_id = $2 order by id limit 1`,
    [newId(), tenantId],
  );
  await owner.query(
    `insert into limit_adjustments (id, tenant_id, kind, recurrence, quantity, starts_at, reason, staff_id)
     select $1, u.tenant_id, 'grant', 'each_period', 5, now(), 'a reason to give', u.id from users u where u.tenant_id = $2 order by u.id limit 1`,
    [newId(), tenantId],
  );
  await owner.query('insert into limit_revisions (tenant_id, revision) values ($1, 1)', [tenantId]);
}

/** A view, the choice of it, and a run over this tenant alone, as if its own people were staff. */
export async function insertTenantListRows(owner: pg.Pool, tenantId: string): Promise<void> {
  const [viewId, runId] = [newId(), newId()];
  await owner.query(
    `insert into staff_views (id, tenant_id, user_id, name, is_shared, settings, created_at, updated_at)
     select $1, u.tenant_id, u.id, 'View', false, '{"filter":{},"sort":"name","columns":["name"]}', now(), now()
     from users u where u.tenant_id = $2 order by u.id limit 1`,
    [viewId, tenantId],
  );
  await owner.query(
    'insert into staff_view_defaults (user_id, tenant_id, view_id) select user_id, tenant_id, id from staff_views where id = $1',
    [viewId],
  );
  await owner.query(
    `insert into tenant_bulk_runs (id, tenant_id, staff_id, staff_name, action, reason, status, trace_id, selection, created_at, finished_at)
     select $1, u.tenant_id, u.id, 'Staff', 'suspend', 'a reason to stop', 'done', 'trace', '{"total":1}', now(), now()
     from users u where u.tenant_id = $2 order by u.id limit 1`,
    [runId, tenantId],
  );
  await owner.query(
    `insert into tenant_bulk_rows (run_id, position, tenant_id, action, outcome, detail, settled_at)
     values ($1, 1, $2, 'suspend', 'skipped', 'not_possible', now())`,
    [runId, tenantId],
  );
}
