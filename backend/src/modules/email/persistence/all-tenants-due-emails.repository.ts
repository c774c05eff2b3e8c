import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A mail that should be on its way. */
export interface DueEmail {
  readonly id: string;
  readonly tenantId: string;
  readonly attempts: number;
}

/** Mails of all tenants that are due and that nobody holds. */
@Injectable()
export class AllTenantsDueEmailsRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async due(now: Date, limit: number): Promise<DueEmail[]> {
    return this.database.query<DueEmail>({
      name: 'email.due',
      text: `
        select id, tenant_id as "tenantId", attempts from email_messages
         where status in ('queued', 'sending') and next_attempt_at <= $1 and (locked_until is null or locked_until <= $1)
         order by next_attempt_at limit $2`,
      values: [now, limit],
    });
  }
}
