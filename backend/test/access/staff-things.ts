import type pg from 'pg';
import type { TenantWorld } from '../factories/tenant-world.js';
import { newId } from '../../src/platform/database/ids.js';
import type { Route } from './route-list.js';

/** One of each thing that the console's routes name, all of them real. */
export interface StaffThings {
  readonly tenantId: string;
  readonly userId: string;
  readonly alertId: string;
  readonly emailId: string;
  readonly suppressionId: string;
  readonly reconciliationId: string;
  readonly staffChangeId: string;
  readonly stripeEventId: string;
  readonly discardedId: string;
  readonly bulkId: string;
  readonly viewId: string;
}

/** Which of them a route's parameter names. A new route with a parameter does not pass until it stands here. */
const VALUE_OF: readonly (readonly [RegExp, (things: StaffThings) => string])[] = [
  [/\/alert-rules\/$/, () => 'failed_logins'],
  [/\/alerts\/$/, ({ alertId }) => alertId],
  [/\/email-suppressions\/$/, ({ suppressionId }) => suppressionId],
  [/\/email-templates\/$/, () => 'welcome'],
  [/\/emails\/$/, ({ emailId }) => emailId],
  [/\/reconciliation\/$/, ({ reconciliationId }) => reconciliationId],
  [/\/staff-changes\/$/, ({ staffChangeId }) => staffChangeId],
  [/\/stripe-events\/$/, ({ stripeEventId }) => stripeEventId],
  [/\/system\/integrations\/$/, () => 'stripe'],
  [/\/system\/queues\/$/, () => 'maintenance'],
  [/\/system\/queues\/\w+\/discarded\/$/, ({ discardedId }) => discardedId],
  [/\/system\/queues\/\w+\/jobs\/$/, () => 'no-such-job'],
  [/\/tenant-bulk\/$/, ({ bulkId }) => bulkId],
  [/\/tenant-views\/$/, ({ viewId }) => viewId],
  [/\/tenants\/$/, ({ tenantId }) => tenantId],
  [/\/users\/$/, ({ userId }) => userId],
];

/** The path behind `/api` that names real things. @throws Error for a parameter nobody has told this suite about */
export function pathOfThings({ path }: Route, things: StaffThings): string {
  return path
    .replace(/^\/api/, '')
    .split(/(?<=\/):\w+/)
    .reduce((before, after) => {
      const value = VALUE_OF.find(([pattern]) => pattern.test(before))?.[1](things);
      if (!value) throw new Error(`${path} has a parameter, and staff-things.ts does not say of what`);
      return before + value + after;
    });
}

/** What a tenant has already, and what the platform adds to it. The view and the run are those of `staff`, who may see them. */
export async function staffThings(owner: pg.Pool, { customer, staff }: Record<'customer' | 'staff', TenantWorld>): Promise<StaffThings> {
  const firstOf = async (table: string, tenantId: string): Promise<string> => {
    const { rows } = await owner.query<{ id: string }>(`select id from ${table} where tenant_id = $1 order by id limit 1`, [tenantId]);
    if (!rows[0]) throw new Error(`no ${table} of ${tenantId}`);
    return rows[0].id;
  };
  const added = async (sql: string, id = newId()): Promise<string> => {
    await owner.query(sql, [id]);
    return id;
  };
  return {
    tenantId: customer.tenantId,
    userId: customer.memberId,
    emailId: await firstOf('email_messages', customer.tenantId),
    staffChangeId: await firstOf('staff_changes', customer.tenantId),
    bulkId: await firstOf('tenant_bulk_runs', staff.tenantId),
    viewId: await firstOf('staff_views', staff.tenantId),
    alertId: await added(
      `insert into security_alerts (id, rule, subject, severity, status, threshold, window_seconds, count, peak, first_at, last_at, opened_at,
         updated_at, evidence)
       values ($1, 'failed_logins', 'user:nobody', 'medium', 'open', 10, 600, 12, 12, now(), now(), now(), now(), '[]')`,
    ),
    suppressionId: await added(
      `insert into email_suppressions (id, address_hash, scope, reason, source, created_at)
       values ($1::uuid, sha256(convert_to(($1::uuid)::text, 'UTF8')), 'all', 'manual', 'staff', now())`,
    ),
    reconciliationId: await added(
      `insert into reconciliation_runs (id, status, started_at, started_by, beat_at, finished_at) values ($1, 'clean', now(), 'Sam', now(), now())`,
    ),
    stripeEventId: await added(
      `insert into stripe_events (id, type, is_livemode, status, payload, created_at) values ($1, 'product.created', false, 'ignored', '{}', now())`,
      'evt_matrix00001',
    ),
    discardedId: await added(
      `insert into discarded_jobs (id, queue, job_id, name, data, options, attempts, enqueued_at, discarded_at, discarded_by, reason)
       values ($1, 'maintenance', 'matrix-job', 'spec-letter', '{}', '{}', 1, now(), now(), $1, 'nobody needs it')`,
    ),
  };
}
