import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

@Injectable()
export class EmailResend {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async resend(tenantId: TenantId, id: string): Promise<string> {
    const fresh = newId();
    await this.unitOfWork.run(tenantId, (manager) =>
      manager.query(
        `insert into email_messages (id, tenant_id, user_id, template, dedupe_key, recipient, data, category, resend_of, next_attempt_at, created_at)
         select $3, tenant_id, user_id, template, 'resend:' || $3, recipient, data, category, id, now(), now() from email_messages where tenant_id = $1 and id = $2`,
        [tenantId, id, fresh],
      ),
    );
    return fresh;
  }
}
