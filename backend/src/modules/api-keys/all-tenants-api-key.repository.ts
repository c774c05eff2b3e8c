import { Injectable } from '@nestjs/common';
import type { ApiKeyScope, TenantStatus } from '@orbisvoice/shared-dto/values';
import { tenantIdOf, type TenantId } from '../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../platform/database/platform-database.js';

/** A key that may be used, with what a request must know of it. */
export interface KeyPrincipal {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly tenantStatus: TenantStatus;
  readonly name: string;
  readonly permissions: ReadonlySet<ApiKeyScope>;
  readonly expiresAt: Date | null;
  /** When use was last written down, as far as this process knows. */
  notedAt: Date | null;
}

interface Row {
  readonly id: string;
  readonly tenant_id: string;
  readonly tenant_status: TenantStatus;
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
}

/** Whose key it is: asked before the tenant is known, by the digest of what was sent. */
@Injectable()
export class AllTenantsApiKeyRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async find(hash: Buffer): Promise<KeyPrincipal | null> {
    const [row] = await this.database.query<Row>({
      name: 'api_keys.principal',
      text: `select k.id, k.tenant_id, k.name, k.scopes, k.expires_at, k.last_used_at, t.status as tenant_status
             from api_keys k join tenants t on t.id = k.tenant_id where k.hash = $1 and k.revoked_at is null`,
      values: [hash],
    });
    if (!row) return null;
    return {
      id: row.id,
      tenantId: tenantIdOf(row.tenant_id),
      tenantStatus: row.tenant_status,
      name: row.name,
      permissions: new Set(row.scopes),
      expiresAt: row.expires_at,
      notedAt: row.last_used_at,
    };
  }
}
