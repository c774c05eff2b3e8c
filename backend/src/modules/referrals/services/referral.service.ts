import { Injectable } from '@nestjs/common';
import type { PageQuery, ReferralCode, ReferralPage } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Config } from '../../../platform/config/config.js';
import { page } from '../../../platform/http/page.js';
import { TenantService } from '../../tenants/index.js';
import { AllTenantsReferralRepository } from '../persistence/all-tenants-referral.repository.js';
import { ReferralRepository } from '../persistence/referral.repository.js';

/** What a tenant sees of its recommendations. */
@Injectable()
export class ReferralService {
  constructor(
    private readonly tenants: TenantService,
    private readonly referrals: ReferralRepository,
    private readonly companies: AllTenantsReferralRepository,
    private readonly config: Config,
  ) {}

  /** The tenant's code, the link that carries it, and what it brought. */
  async code({ tenantId }: Actor): Promise<ReferralCode> {
    const { referralCode: code } = await this.tenants.get(tenantId);
    const counts = await this.referrals.counts(tenantId);
    return { code, url: `${this.config.http.publicUrl}/sign-up?ref=${encodeURIComponent(code)}`, ...counts };
  }

  async list({ tenantId }: Actor, query: PageQuery): Promise<ReferralPage> {
    const { signedUp } = await this.referrals.counts(tenantId);
    return page(await this.companies.page(tenantId, query), signedUp, query);
  }
}
