import { Injectable } from '@nestjs/common';
import type { ReferralCode, ReferralLinkVisitPage, ReferralLinkVisitQuery, ReferralPage, ReferralQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { refusedBy } from '../../../platform/http/keyset-refusal.js';
import { page } from '../../../platform/http/page.js';
import { TenantService } from '../../tenants/index.js';
import { heldSince } from '../domain/referral-hold.js';
import { AllTenantsReferralRepository } from '../persistence/all-tenants-referral.repository.js';
import type { ReferralSpan } from '../persistence/referral-conditions.js';
import { ReferralRepository } from '../persistence/referral.repository.js';
import { ReferralVisitRepository } from '../persistence/referral-visit.repository.js';

/** What a tenant sees of its recommendations. */
@Injectable()
export class ReferralService {
  constructor(
    private readonly tenants: TenantService,
    private readonly referrals: ReferralRepository,
    private readonly companies: AllTenantsReferralRepository,
    private readonly linkVisits: ReferralVisitRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** The tenant's code, the link that carries it, and what it brought. */
  async code({ tenantId }: Actor): Promise<ReferralCode> {
    const { referralCode: code } = await this.tenants.get(tenantId);
    const counts = await this.referrals.counts(tenantId);
    return { code, url: `${this.config.http.publicUrl}/sign-up?ref=${encodeURIComponent(code)}`, ...counts };
  }

  /** Companies by the day they signed up. @throws DomainError `request.invalid` for bounds nobody can place */
  async list({ tenantId }: Actor, query: ReferralQuery): Promise<ReferralPage> {
    const found = await placed(this.companies.page(tenantId, query, await this.spanOf(tenantId, query)));
    return page(found.items, found.total, query);
  }

  /** Visits to the link. @throws DomainError `request.invalid` likewise */
  async visits({ tenantId }: Actor, query: ReferralLinkVisitQuery): Promise<ReferralLinkVisitPage> {
    const found = await placed(this.linkVisits.page(tenantId, query, await this.spanOf(tenantId, query)));
    return page(found.items, found.total, query);
  }

  private async spanOf(tenantId: TenantId, { from, to, timeZone }: ReferralLinkVisitQuery): Promise<ReferralSpan> {
    const zone = timeZone ?? (await this.tenants.get(tenantId)).timeZone;
    return { from: from ?? null, to: to ?? null, timeZone: zone, heldSince: heldSince(this.clock.now()) };
  }
}

/** A day before the calendar is refused, not an error of ours. */
const placed = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((error: unknown) => {
    throw refusedBy(error, {});
  });
