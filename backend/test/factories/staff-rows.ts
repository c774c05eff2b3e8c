import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** An impersonation that is over and a change of staff that was withdrawn; the tenant's own people stand for staff, so that both sides belong to it. */
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
}
