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
