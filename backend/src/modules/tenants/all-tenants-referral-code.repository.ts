import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../platform/database/platform-database.js';

/** Who owns a referral code: asked by people who are no tenant yet, so it looks across all of them. */
@Injectable()
export class AllTenantsReferralCodeRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async ownerOf(code: string): Promise<TenantId | null> {
    const [row] = await this.database.query<{ id: string }>({
      name: 'tenants.referral_code_owner',
      text: `select id from tenants where referral_code = $1 and status = 'active'`,
      values: [code],
    });
    return row ? tenantIdOf(row.id) : null;
  }
}
