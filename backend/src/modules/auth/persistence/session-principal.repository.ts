import { Injectable } from '@nestjs/common';
import type { Role, TenantStatus } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';
import type { Client } from '../domain/clients.js';

/** Who a live session belongs to, as the database has it this moment. */
export interface SessionPrincipal {
  readonly userId: string;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly role: Role;
  readonly isAdmin: boolean;
  /** The application it was opened in. */
  readonly client: Client;
  readonly tenantStatus: TenantStatus;
  readonly expiresAt: Date;
}

interface Row {
  readonly user_id: string;
  readonly name: string;
  readonly role: Role;
  readonly is_admin: boolean;
  readonly client: Client;
  readonly tenant_status: TenantStatus;
  readonly expires_at: Date;
}

/** The one read of every authenticated request; past the ORM, one flight. */
@Injectable()
export class SessionPrincipalRepository {
  constructor(private readonly reader: TenantReader) {}

  /** Null for a session that does not exist or was revoked. */
  async find(tenantId: TenantId, sessionId: string): Promise<SessionPrincipal | null> {
    const [row] = await this.reader.query<Row>(tenantId, {
      name: 'auth.session_principal',
      text: `select s.user_id, s.expires_at, s.client, u.name, u.role, u.is_admin, t.status as tenant_status
             from sessions s
             join users u on u.id = s.user_id and u.tenant_id = s.tenant_id
             join tenants t on t.id = s.tenant_id
             where s.id = $2 and s.tenant_id = $1 and s.revoked_at is null`,
      values: [tenantId, sessionId],
    });
    if (!row) return null;
    return {
      userId: row.user_id,
      tenantId,
      name: row.name,
      role: row.role,
      isAdmin: row.is_admin,
      client: row.client,
      tenantStatus: row.tenant_status,
      expiresAt: row.expires_at,
    };
  }
}
