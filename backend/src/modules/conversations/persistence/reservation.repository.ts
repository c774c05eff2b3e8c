import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';

/** Which conversation a reservation of usage was made for. */
@Injectable()
export class ReservationRepository {
  constructor(private readonly reader: TenantReader) {}

  /** The conversation a key holds a place for, or whose turns counted already; null when the conversation it counted is gone. */
  async heldBy(tenantId: TenantId, key: string): Promise<string | null> {
    const [row] = await this.reader.query<{ conversation_id: string }>(tenantId, {
      name: 'conversations.held_by',
      text: `
        select e.conversation_id from usage_events e
         where e.tenant_id = $1 and e.key = 'conversation:' || $2 and e.conversation_id is not null
           and (e.state = 'reserved'
                or exists (select 1 from conversations c where c.tenant_id = e.tenant_id and c.id = e.conversation_id))`,
      values: [tenantId, key],
    });
    return row?.conversation_id ?? null;
  }
}
