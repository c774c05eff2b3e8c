import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A subscription that is about to end. */
export interface ExpiringSubscription {
  readonly tenantId: TenantId;
  readonly stripeSubscriptionId: string;
}

/** The subject is the one of BillingNotices: a subscription that was resumed and cancelled anew for another day is told of again. */
const UNTOLD = `
  select s.tenant_id, s.stripe_subscription_id from subscriptions s
   where s.cancel_at_period_end and s.status in ('trialing', 'active', 'past_due')
     and coalesce(s.cancel_at, s.current_period_end) > $1 and coalesce(s.cancel_at, s.current_period_end) <= $2
     and not exists (
       select 1 from billing_notices n where n.tenant_id = s.tenant_id and n.kind = 'subscription.expiring'
          and n.subject = s.stripe_subscription_id || '/' ||
            to_char(coalesce(s.cancel_at, s.current_period_end) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
   order by coalesce(s.cancel_at, s.current_period_end) limit $3`;

/** Subscriptions of all tenants whose end is near and was not told. */
@Injectable()
export class AllTenantsExpiringRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async untold({ now, before, limit }: { now: Date; before: Date; limit: number }): Promise<ExpiringSubscription[]> {
    const rows = await this.database.query<{ tenant_id: string; stripe_subscription_id: string }>({
      name: 'subscriptions.expiring',
      text: UNTOLD,
      values: [now, before, limit],
    });
    return rows.map((row) => ({ tenantId: tenantIdOf(row.tenant_id), stripeSubscriptionId: row.stripe_subscription_id }));
  }
}
