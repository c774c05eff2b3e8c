import { Injectable } from '@nestjs/common';
import { type TenantId } from '../access/tenant-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';

const CLAIM = `insert into handled_events (event_id, handler, tenant_id) values ($1, $2, $3) on conflict do nothing returning event_id`;

/** Which handler has done which event: the queue delivers at least once, this makes the effect happen once. */
@Injectable()
export class HandledEvents {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Claims the event for this handler in the open unit of work, the one that writes the effect. Two workers with the same job meet here: the
   * second waits for the first one's commit, and gets true only when that rolled back.
   * @returns false when the effect already happened: return without doing it
   * @throws Error outside a unit of work of this tenant
   */
  async claim(tenantId: TenantId, eventId: string, handler: string): Promise<boolean> {
    const claimed = await this.unitOfWork.manager(tenantId).query<unknown[]>(CLAIM, [eventId, handler, tenantId]);
    return claimed.length > 0;
  }
}
