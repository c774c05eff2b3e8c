import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { NamedRows, PlainRow } from '../domain/row-differences.js';

/** All that Stripe decides about a tenant, row by row; without our ids, our clocks and addresses that expire. */
const STATE = `
select 'tenant' as name,
       jsonb_build_object('tier', subscription_tier, 'status', subscription_status, 'subscription', stripe_subscription_id,
         'ends', subscription_ends, 'customer', stripe_customer_id, 'billing_email', billing_email) as row
from tenants where id = $1
union all
select 'subscription ' || stripe_subscription_id, to_jsonb(s) - '{id,tenant_id,created_at,updated_at,stripe_subscription_id,past_due_since}'::text[]
from subscriptions s where tenant_id = $1
union all
select 'invoice ' || stripe_invoice_id,
       to_jsonb(i) - '{id,tenant_id,updated_at,stripe_invoice_id,hosted_url,pdf_url,links_fetched_at}'::text[]
from invoices i where tenant_id = $1
union all
select 'refund ' || stripe_refund_id, to_jsonb(r) - '{id,tenant_id,updated_at,stripe_refund_id}'::text[] from refunds r where tenant_id = $1
union all
select 'dispute ' || stripe_dispute_id, to_jsonb(d) - '{id,tenant_id,updated_at,stripe_dispute_id}'::text[] from disputes d where tenant_id = $1
union all
select 'tax id ' || stripe_tax_id, to_jsonb(x) - '{id,tenant_id,stripe_tax_id}'::text[] from tax_ids x where tenant_id = $1
union all
select 'payment method', to_jsonb(p) - '{tenant_id,updated_at}'::text[] from billing_profiles p where tenant_id = $1
union all
select 'revenue movement ' || row_number() over (order by occurred_at, id), to_jsonb(m) - '{id,tenant_id,source_event_id}'::text[]
from mrr_movements m where tenant_id = $1`;

/** A tenant's billing as it stands, for comparing before and after. */
@Injectable()
export class BillingStateRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Joins the open unit of work: inside of one that will be taken back it shows what would be. */
  read(tenantId: TenantId): Promise<NamedRows> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const rows = await manager.query<{ name: string; row: PlainRow }[]>(STATE, [tenantId]);
      return new Map(rows.map(({ name, row }) => [name, row]));
    });
  }
}
