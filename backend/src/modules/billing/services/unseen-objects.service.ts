import { Injectable } from '@nestjs/common';
import { AllTenantsMirrorRepository, type Unseen } from '../persistence/all-tenants-mirror.repository.js';
import { StripeListsGateway } from '../stripe/stripe-lists.gateway.js';
import { MirrorRepair } from './mirror-repair.service.js';
import type { ReconciliationProgress } from './reconciliation-progress.js';

/** More than anybody reads; the next run names the others. */
const MOST = 1_000;

const UNKNOWN = 'Stripe does not know it: wrong account, or test and live mode mixed';

/** What we have and no list of Stripe named. */
@Injectable()
export class UnseenObjects {
  constructor(
    private readonly mirror: AllTenantsMirrorRepository,
    private readonly lists: StripeListsGateway,
    private readonly repair: MirrorRepair,
  ) {}

  /** Looks for each of them at Stripe. One that is there was made while the lists were read; one that is not is for a person. */
  async judge(progress: ReconciliationProgress): Promise<void> {
    for (const unseen of await this.mirror.unseen(progress.run.id, MOST)) {
      if (unseen.object === 'customer') await this.customer(progress, unseen);
      else await this.mended(progress, unseen);
    }
  }

  private async customer(progress: ReconciliationProgress, unseen: Unseen): Promise<void> {
    const { objectId, tenantId } = unseen;
    const state = await this.lists.customerState(objectId);
    if (state === 'deleted') await this.repair.letGo(progress, tenantId, objectId);
    if (state === 'unknown')
      await progress.found({ ...unseen, kind: 'unknown_at_stripe', differences: [], isRepaired: false, note: UNKNOWN });
  }

  private mended(progress: ReconciliationProgress, unseen: Unseen): Promise<void> {
    const { object, objectId } = unseen;
    const target = { subscriptionId: object === 'subscription' ? objectId : null, invoiceId: object === 'invoice' ? objectId : null };
    return this.repair.mend(progress, { ...unseen, object, kind: 'unknown_at_stripe', differences: [] }, target);
  }
}
