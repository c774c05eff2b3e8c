import { Injectable } from '@nestjs/common';
import type { AdminTenantBilling, Dispute, MrrMovement, Refund } from '@orbisvoice/shared-dto';
import type { SealedActor } from '../../audit/index.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

type TimelineEntry = AdminTenantBilling['timeline'][number];
/** A row whose instants are still dates. */
type Row<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: null extends T[P] ? Date | null : Date };
export type TimelineRow = Omit<Row<TimelineEntry, 'at'>, 'actor'> & SealedActor;
export type MovementRow = Row<MrrMovement, 'occurredAt'>;
export type RefundRow = Row<Refund, 'createdAt'>;
export type DisputeRow = Row<Dispute, 'openedAt' | 'closedAt' | 'evidenceDueBy'>;

/** A tenant's place at Stripe, and what it pays a month. */
export interface TenantBillingFacts {
  readonly stripeCustomerId: string | null;
  readonly stripeSubscriptionId: string | null;
  readonly mrr: number;
}

/** Each part brings as many as the whole shows, so that the newest of all are among them. */
const TIMELINE = `
(select at, 'audit' as kind, action as title, target_id as reference, null::float8 as amount, null as currency,
   actor_name as "actorName", actor_subject as "actorSubject", actor_sealed as "actorSealed"
 from audit_entries where tenant_id = $1 and action ~ '^(billing|subscription|invoice|dispute|payment_method|admin)\\.' order by at desc limit $2)
union all
(select created_at, 'stripe_event', type, id, null, null, null, null, null from stripe_events where tenant_id = $1 order by created_at desc limit $2)
union all
(select occurred_at, 'mrr', kind, source_event_id, mrr_after - mrr_before, currency, null, null, null
 from mrr_movements where tenant_id = $1 order by occurred_at desc limit $2)
union all
(select coalesce(paid_at, created_at), 'invoice', status, stripe_invoice_id, total, currency, null, null, null
 from invoices where tenant_id = $1 and status <> 'draft' order by 1 desc limit $2)
union all
(select a.at, 'attempt', a.outcome, a.stripe_invoice_id, i.total, i.currency, null, null, null
 from payment_attempts a join invoices i on i.stripe_invoice_id = a.stripe_invoice_id
 where a.tenant_id = $1 order by a.at desc limit $2)
union all
(select created_at, 'refund', status, stripe_refund_id, amount, currency, null, null, null
 from refunds where tenant_id = $1 order by 1 desc limit $2)
union all
(select coalesce(closed_at, opened_at), 'dispute', status, stripe_dispute_id, amount, currency, null, null, null
 from disputes where tenant_id = $1 order by 1 desc limit $2)
order by 1 desc, 2, 4 limit $2`;

/** What staff sees of one tenant's billing. */
@Injectable()
export class AllTenantsTenantBillingRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async facts(tenantId: string): Promise<TenantBillingFacts | null> {
    const [row] = await this.database.query<TenantBillingFacts>({
      text: `select stripe_customer_id as "stripeCustomerId", stripe_subscription_id as "stripeSubscriptionId",
               (select coalesce(sum(mrr_after - mrr_before), 0)::float8 from mrr_movements where tenant_id = t.id) as mrr
             from tenants t where id = $1`,
      values: [tenantId],
    });
    return row ?? null;
  }

  /** Newest first. */
  async timeline(tenantId: string, limit: number): Promise<TimelineRow[]> {
    const rows = await this.database.query<Omit<TimelineRow, 'tenantId'>>({ text: TIMELINE, values: [tenantId, limit] });
    return rows.map((row) => ({ ...row, tenantId }));
  }

  /** Newest first. */
  movements(tenantId: string, limit: number): Promise<MovementRow[]> {
    return this.database.query<MovementRow>({
      text: `select id, occurred_at as "occurredAt", kind, amount::float8 as amount, mrr_after::float8 as "mrrAfter", currency,
               plan_from as "planFrom", plan_to as "planTo", source_event_id as "stripeEventId"
             from mrr_movements where tenant_id = $1 order by occurred_at desc, id desc limit $2`,
      values: [tenantId, limit],
    });
  }

  refunds(tenantId: string): Promise<RefundRow[]> {
    return this.database.query<RefundRow>({
      text: `select id, amount::float8 as amount, currency, status, reason, created_at as "createdAt"
             from refunds where tenant_id = $1 order by created_at desc, id desc`,
      values: [tenantId],
    });
  }

  disputes(tenantId: string): Promise<DisputeRow[]> {
    return this.database.query<DisputeRow>({
      text: `select id, amount::float8 as amount, currency, status, reason, evidence_due_by as "evidenceDueBy", opened_at as "openedAt",
               closed_at as "closedAt"
             from disputes where tenant_id = $1 order by opened_at desc, id desc`,
      values: [tenantId],
    });
  }
}
