import { Injectable } from '@nestjs/common';
import type { WidgetLook } from '@orbisvoice/shared-dto';
import type { TenantStatus } from '@orbisvoice/shared-dto/values';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** What a website may know of the agent it shows, and what decides whether it may. */
export interface PublicAgent {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly greeting: string;
  readonly widget: WidgetLook;
  readonly isActive: boolean;
  readonly allowedOrigins: readonly string[];
  readonly tenantStatus: TenantStatus;
}

/** Whose key it is: asked by websites, which are no tenant, so it looks across all of them. */
@Injectable()
export class AllTenantsPublicKeyRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** The agent behind a public key; null when there is none or it was deleted. */
  async agentOf(publicKey: string): Promise<PublicAgent | null> {
    const [row] = await this.database.query<Omit<PublicAgent, 'tenantId'> & { readonly tenantId: string }>({
      name: 'agents.by_public_key',
      text: `select a.id, a.tenant_id as "tenantId", a.name, a.greeting, a.widget, a.is_active as "isActive",
                    a.allowed_origins as "allowedOrigins", t.status as "tenantStatus"
               from agents a join tenants t on t.id = a.tenant_id
              where a.public_key = $1 and a.deleted_at is null`,
      values: [publicKey],
    });
    return row ? { ...row, tenantId: tenantIdOf(row.tenantId) } : null;
  }
}
