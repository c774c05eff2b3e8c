import { Injectable } from '@nestjs/common';
import type { TenantStatus } from '@orbisvoice/shared-dto/values';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { OneTimePurpose } from './one-time-token.repository.js';

/** What log-in must know before it knows the tenant. */
export interface Identity {
  readonly tenantId: TenantId;
  readonly userId: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly isVerified: boolean;
  readonly tenantStatus: TenantStatus;
}

interface IdentityRow {
  readonly tenant_id: string;
  readonly user_id: string;
  readonly name: string;
  readonly password_hash: string;
  readonly is_verified: boolean;
  readonly tenant_status: TenantStatus;
}

/** Finds the tenant behind an address or a secret: the only reads of sign-in that cross tenants. Secrets are looked up by digest. */
@Injectable()
export class AllTenantsIdentityRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async byEmail(email: string): Promise<Identity | null> {
    const [row] = await this.database.query<IdentityRow>({
      name: 'auth.identity_by_email',
      text: `select u.tenant_id, u.id as user_id, u.name, u.password_hash, u.email_verified_at is not null as is_verified, t.status as tenant_status
             from users u join tenants t on t.id = u.tenant_id where u.email = $1`,
      values: [email],
    });
    if (!row) return null;
    return {
      tenantId: tenantIdOf(row.tenant_id),
      userId: row.user_id,
      name: row.name,
      passwordHash: row.password_hash,
      isVerified: row.is_verified,
      tenantStatus: row.tenant_status,
    };
  }

  tenantOfRefreshToken(hash: Buffer): Promise<TenantId | null> {
    return this.tenantBy('auth.tenant_of_refresh_token', 'select tenant_id from refresh_tokens where token_hash = $1', [hash]);
  }

  /** Null as well for a link that is spent, too old or made for something else: no password is hashed for those. */
  tenantOfOneTimeToken(hash: Buffer, purpose: OneTimePurpose, now: Date): Promise<TenantId | null> {
    return this.tenantBy(
      'auth.tenant_of_one_time_token',
      'select tenant_id from one_time_tokens where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3',
      [hash, purpose, now],
    );
  }

  tenantOfInvitation(hash: Buffer, now: Date): Promise<TenantId | null> {
    return this.tenantBy(
      'auth.tenant_of_invitation',
      `select i.tenant_id from team_invitations i join tenants t on t.id = i.tenant_id
       where i.token_hash = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2 and t.status = 'active'`,
      [hash, now],
    );
  }

  private async tenantBy(name: string, text: string, values: readonly unknown[]): Promise<TenantId | null> {
    const [row] = await this.database.query<{ tenant_id: string }>({ name, text, values });
    return row ? tenantIdOf(row.tenant_id) : null;
  }
}
