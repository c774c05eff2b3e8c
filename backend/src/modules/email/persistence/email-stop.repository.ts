import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** A mail somebody holds may be leaving at this very moment: only one that waits can be stopped. */
const STOP = `
  with stopped as (
    update email_messages set status = 'suppressed', error = $4, next_attempt_at = null, locked_until = null
     where tenant_id = $1 and id = $2 and status = 'queued'
    returning id, tenant_id)
  insert into email_events (id, tenant_id, message_id, kind, detail, at)
  select $3, tenant_id, id, 'suppressed', $4, $5 from stopped
  returning id`;

/** What to write of a stopped mail. */
export interface StopNote {
  readonly eventId: string;
  readonly reason: string;
  readonly at: Date;
}

/** Takes a waiting mail of one tenant out of the queue. */
@Injectable()
export class EmailStopRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** False when it does not wait: sent, on its way, or over. Joins the caller's unit of work. */
  async stop(tenantId: TenantId, id: string, { eventId, reason, at }: StopNote): Promise<boolean> {
    const rows = await this.unitOfWork.manager(tenantId).query<unknown[]>(STOP, [tenantId, id, eventId, reason, at]);
    return rows.length === 1;
  }
}
