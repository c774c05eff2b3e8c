import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A mail that a provider tells us about. */
export interface SentEmail {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly recipient: string;
}

const COLUMNS = 'id, tenant_id as "tenantId", recipient';

/** Finds the mail, and with it the tenant, that a provider's event is about. */
@Injectable()
export class AllTenantsSentEmailRepository {
  constructor(private readonly database: PlatformDatabase) {}

  byId(id: string): Promise<SentEmail | null> {
    return this.one({ name: 'email.sent_by_id', text: `select ${COLUMNS} from email_messages where id = $1`, values: [id] });
  }

  byProviderId(provider: string, providerMessageId: string): Promise<SentEmail | null> {
    return this.one({
      name: 'email.sent_by_provider_id',
      text: `select ${COLUMNS} from email_messages where provider_message_id = $2 and transport = $1 limit 1`,
      values: [provider, providerMessageId],
    });
  }

  private async one(statement: { name: string; text: string; values: unknown[] }): Promise<SentEmail | null> {
    const [row] = await this.database.query<{ id: string; tenantId: string; recipient: string }>(statement);
    return row ? { ...row, tenantId: tenantIdOf(row.tenantId) } : null;
  }
}
