import { Injectable } from '@nestjs/common';
import type { Referrer } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { ReferralCounts } from '../domain/referral-tally.js';
import { valuesOf, type ReferralFigures, type ReferralScope } from './referral-figures.repository.js';
import { PLATFORM_REFERRALS } from './referral-figures.sql.js';

export interface PlatformReferralFigures extends ReferralFigures {
  readonly top: readonly (Omit<Referrer, 'conversion' | 'payout'> & Pick<ReferralCounts, 'pending'>)[];
}

/** What the links of all tenants brought; those of our own tenants are not the platform's. */
@Injectable()
export class AllTenantsReferralFiguresRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** `limit` is how many of the workspaces, null for all. */
  async read(scope: ReferralScope, limit: number | null): Promise<PlatformReferralFigures> {
    const [row] = await this.database.query<PlatformReferralFigures>({
      name: 'analytics.platform_referrals',
      text: PLATFORM_REFERRALS,
      values: [null, ...valuesOf(scope), limit],
    });
    if (!row) throw new Error('a statement of aggregates returned no row');
    return row;
  }
}
