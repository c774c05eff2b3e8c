import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../platform/access/tenant-id.js';
import { Clock } from '../../platform/clock/clock.js';
import { PlatformDatabase } from '../../platform/database/platform-database.js';
import { newReferralCode } from './referral-code.js';

const PLATFORM_TENANT = tenantIdOf('00000000-0000-7000-8000-000000000001');

/**
 * The tenant of what happens to nobody's workspace, so that it has a chain in the audit log. Nobody is a member of it, it is internal, and it is there from
 * the first thing on that needs it.
 */
@Injectable()
export class AllTenantsPlatformTenantRepository {
  private isThere = false;

  constructor(
    private readonly database: PlatformDatabase,
    private readonly clock: Clock,
  ) {}

  async id(): Promise<TenantId> {
    if (!this.isThere) {
      await this.database.query({
        text: `insert into tenants (id, name, slug, is_internal, billing_email, referral_code, created_at, updated_at)
               values ($1::uuid, 'Platform', $1::text, true, 'platform@invalid', $2, $3, $3) on conflict (id) do nothing`,
        values: [PLATFORM_TENANT, newReferralCode(), this.clock.now()],
      });
      this.isThere = true;
    }
    return PLATFORM_TENANT;
  }
}
