import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { TenantBanned } from '../../tenants/events/tenant-banned.event.js';
import { mayEnter, TenantService } from '../../tenants/index.js';
import { ChangeTermsReader } from './change-terms.service.js';
import { SubscriptionWrites } from './subscription-writes.service.js';

/**
 * Who is banned is charged no more: the subscription ends with the period that is paid. Stripe's event brings the news into our copy, as it
 * does for every cancellation. Reinstating does not take it back, because it is for the customer to decide whether to pay again.
 */
@Injectable()
export class BannedTenants {
  constructor(
    private readonly tenants: TenantService,
    private readonly terms: ChangeTermsReader,
    private readonly writes: SubscriptionWrites,
  ) {}

  /** Repeatable: an end that is set already is left. An event that comes after the ban was lifted ends nothing. */
  @OnEvent(TenantBanned, { handler: 'billing.tenant_banned' })
  async banned({ tenantId }: ReceivedEvent<TenantBanned>): Promise<void> {
    if (mayEnter(await this.tenants.status(tenantId))) return;
    const live = await this.terms.live(tenantId);
    if (!live || live.cancelAtPeriodEnd) return;
    await this.writes.cancel(tenantId, live, { reason: 'other', comment: 'The workspace was banned by staff' });
  }
}
