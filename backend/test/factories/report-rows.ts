import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** A scheduled report of a tenant, with a reader and a run. @returns the schedule */
export async function insertReportRows(owner: pg.Pool, tenantId: string): Promise<{ scheduleId: string }> {
  const scheduleId = newId();
  await owner.query(
    `insert into report_schedules (id, tenant_id, name, frequency, time_zone, hour, is_active, next_run_at, created_at, updated_at)
     values ($1, $2, 'Weekly', 'weekly', 'UTC', 7, false, null, now(), now())`,
    [scheduleId, tenantId],
  );
  await owner.query(
    `insert into report_recipients (schedule_id, tenant_id, email, user_id, place)
     select $1, tenant_id, lower(email), id, 1 from users where tenant_id = $2 order by created_at, id limit 1`,
    [scheduleId, tenantId],
  );
  await owner.query(
    `insert into report_runs (id, tenant_id, schedule_id, period_from, period_to, status, started_at, finished_at)
     values ($1, $2, $3, '2026-11-16', '2026-11-23', 'sent', now(), now())`,
    [newId(), tenantId, scheduleId],
  );
  return { scheduleId };
}
