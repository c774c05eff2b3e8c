import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** The one thing a tenant's transaction does to the inbox: mark the event whose effect it carries. */
@Injectable()
export class StripeEventRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Marks the event `done` in the open unit of work, so that effect and mark are one commit.
   * @returns false when it is done already: the effect must not happen a second time
   */
  async finish(tenantId: TenantId, eventId: string, at: Date): Promise<boolean> {
    const manager = this.unitOfWork.manager(tenantId);
    const rows = await manager.query<{ is_first: boolean }[]>('select finish_stripe_event($1, $2) as is_first', [eventId, at]);
    return rows[0]?.is_first === true;
  }
}
