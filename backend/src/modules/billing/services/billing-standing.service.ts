import { Injectable } from '@nestjs/common';
import type { Subscription } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { cardOf } from '../domain/billing-profile.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { BillingProfileRepository } from '../persistence/billing-profile.repository.js';
import { TaxIdRepository } from '../persistence/tax-id.repository.js';
import { DunningReader } from './dunning-reader.service.js';
import { toTaxId } from './tax-id.dto.js';

/** How a tenant pays, and whether it does. */
export type BillingStanding = Pick<Subscription, 'dunning' | 'card' | 'taxIds'>;

/** What the subscription page shows besides plan and usage. Joins the open snapshot. */
@Injectable()
export class BillingStandingReader {
  constructor(
    private readonly dunning: DunningReader,
    private readonly profiles: BillingProfileRepository,
    private readonly taxIds: TaxIdRepository,
    private readonly clock: Clock,
  ) {}

  async of(tenantId: TenantId, live: SubscriptionRecord | undefined): Promise<BillingStanding> {
    return {
      dunning: await this.dunning.of(tenantId, live),
      card: cardOf(await this.profiles.find(tenantId), this.clock.now()),
      taxIds: (await this.taxIds.all(tenantId)).map(toTaxId),
    };
  }
}
