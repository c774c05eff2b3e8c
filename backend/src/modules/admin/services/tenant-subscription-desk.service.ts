import { Injectable } from '@nestjs/common';
import type { AdjustmentPreview, AdjustmentResult, AdjustSubscription, SubscriptionAdjustment } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { AdjustmentPreviews, BillingOverview, SubscriptionAdjustments } from '../../billing/index.js';
import { TenantPartDesk } from './tenant-part-desk.service.js';

/** A tenant's subscription in the hands of staff. */
@Injectable()
export class TenantSubscriptionDesk {
  constructor(
    private readonly parts: TenantPartDesk,
    private readonly previews: AdjustmentPreviews,
    private readonly adjustments: SubscriptionAdjustments,
    private readonly overview: BillingOverview,
  ) {}

  /** @throws DomainError `admin.tenant_not_found`, else see `AdjustmentPreviews.preview` */
  async preview(id: string, adjustment: SubscriptionAdjustment): Promise<AdjustmentPreview> {
    return this.previews.preview(await this.parts.known(id), adjustment);
  }

  /** @throws DomainError `admin.tenant_not_found`, else see `SubscriptionAdjustments.adjust` */
  async adjust(actor: Actor, id: string, order: AdjustSubscription): Promise<AdjustmentResult> {
    const tenantId = await this.parts.known(id);
    const outcome = await this.adjustments.adjust(actor, tenantId, order);
    return { outcome, subscription: await this.overview.subscription(tenantId) };
  }
}
