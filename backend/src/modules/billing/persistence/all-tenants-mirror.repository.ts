import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';

/** What we have and Stripe's lists did not name. */
export interface Unseen {
  readonly object: 'customer' | 'subscription' | 'invoice';
  readonly objectId: string;
  readonly tenantId: string;
}

const UNSEEN = `
select 'customer' as object, t.stripe_customer_id as "objectId", t.id as "tenantId" from tenants t
where t.stripe_customer_id is not null and t.updated_at < $2
  and not exists (select 1 from reconciliation_seen s where s.run_id = $1 and s.object_id = t.stripe_customer_id)
union all
select 'subscription', b.stripe_subscription_id, b.tenant_id from subscriptions b
where b.created_at < $2 and not exists (select 1 from reconciliation_seen s where s.run_id = $1 and s.object_id = b.stripe_subscription_id)
union all
select 'invoice', i.stripe_invoice_id, i.tenant_id from invoices i
where i.updated_at < $2 and not exists (select 1 from reconciliation_seen s where s.run_id = $1 and s.object_id = i.stripe_invoice_id)
order by 1, 2 limit $3`;

/** Our copies of what is at Stripe, across tenants. */
@Injectable()
export class AllTenantsMirrorRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Tenants by the customers they are at Stripe. */
  async tenantsOf(customerIds: readonly string[]): Promise<ReadonlyMap<string, TenantId>> {
    const rows = await this.database.query<{ id: string; customer: string }>({
      text: 'select id, stripe_customer_id as customer from tenants where stripe_customer_id = any($1)',
      values: [customerIds],
    });
    return new Map(rows.map(({ id, customer }) => [customer, tenantIdOf(id)]));
  }

  /** What is ours, was there before the run began, and no list named. */
  unseen(runId: string, before: Date, limit: number): Promise<Unseen[]> {
    return this.database.query<Unseen>({ text: UNSEEN, values: [runId, before, limit] });
  }

  /** Those of the events that are not stored. */
  async unstored(eventIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>({
      text: 'select id from unnest($1::text[]) given (id) where not exists (select 1 from stripe_events e where e.id = given.id)',
      values: [eventIds],
    });
    return new Set(rows.map(({ id }) => id));
  }
}
