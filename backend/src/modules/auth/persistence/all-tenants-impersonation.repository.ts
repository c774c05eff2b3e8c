import { Injectable } from '@nestjs/common';
import type { ImpersonationMode, Role, TenantStatus } from '@orbisvoice/shared-dto/values';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A live impersonation, with both people as the database has them this moment. */
export interface ImpersonationPrincipal {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly tenantStatus: TenantStatus;
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly staffId: string;
  readonly staffName: string;
  readonly staffSessionId: string;
  readonly mode: ImpersonationMode;
  readonly reason: string;
  readonly expiresAt: Date;
}

const PRINCIPAL = `
  select i.id, i.tenant_id as "tenantId", t.status as "tenantStatus", i.user_id as "userId", u.name, u.role,
    i.staff_id as "staffId", i.staff_name as "staffName", i.staff_session_id as "staffSessionId", i.mode, i.reason,
    i.expires_at as "expiresAt"
  from impersonations i
  join users u on u.id = i.user_id and u.tenant_id = i.tenant_id and not u.is_admin
  join tenants t on t.id = i.tenant_id
  join users s on s.id = i.staff_id and s.is_admin
  join tenants st on st.id = s.tenant_id and st.status = 'active'
  join sessions ss on ss.id = i.staff_session_id and ss.user_id = i.staff_id and ss.revoked_at is null and ss.expires_at > $2`;

/** Staff and the person they act as live in two tenants: the read crosses both. */
@Injectable()
export class AllTenantsImpersonationRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /**
   * Null once it ended, its time is over, the staff user logged out or is staff no more, or the person became staff: whatever carries it,
   * carries it at every request.
   */
  async find(id: string, now: Date): Promise<ImpersonationPrincipal | null> {
    return this.one('auth.impersonation', 'i.id = $1 and i.opened_at is not null', [id, now]);
  }

  /** What the code of an address would open; null for a code that is spent, too old or invented, or whose staff user has gone. */
  async ofCode(codeHash: Buffer, now: Date): Promise<ImpersonationPrincipal | null> {
    return this.one('auth.impersonation_of_code', 'i.code_hash = $1 and i.opened_at is null and i.code_expires_at > $2', [codeHash, now]);
  }

  private async one(name: string, which: string, values: readonly unknown[]): Promise<ImpersonationPrincipal | null> {
    const text = `${PRINCIPAL} where ${which} and i.ended_at is null and i.expires_at > $2`;
    const [row] = await this.database.query<Omit<ImpersonationPrincipal, 'tenantId'> & { tenantId: string }>({ name, text, values });
    return row ? { ...row, tenantId: tenantIdOf(row.tenantId) } : null;
  }
}
