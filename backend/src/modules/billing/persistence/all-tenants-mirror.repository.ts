import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { InvoiceRecord } from '../domain/invoice-record.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';

/** What we have and Stripe's lists did not name. */
export interface Unseen {
  readonly object: 'customer' | 'subscription' | 'invoice';
  readonly objectId: string;
  readonly tenantId: TenantId;
}

/** Our copy of a Stripe object, with what else is compared of it. */
export type Mirrored<T> = T & { readonly tenantId: string };
export type MirroredInvoice = Mirrored<InvoiceRecord> & { readonly needsAction: boolean };

const SUBSCRIPTIONS = `
select tenant_id as "tenantId", stripe_subscription_id as "stripeSubscriptionId", stripe_customer_id as "stripeCustomerId",
  plan_code as "planCode", status, billing_interval as interval, price::float8 as price, amount::float8 as amount, currency,
  current_period_start as "currentPeriodStart", current_period_end as "currentPeriodEnd", cancel_at_period_end as "cancelAtPeriodEnd",
  cancel_reason as "cancelReason", past_due_since as "pastDueSince", trial_end as "trialEnd", cancel_at as "cancelAt",
  started_at as "startedAt", ended_at as "endedAt", stripe_item_id as "stripeItemId", stripe_price_id as "stripePriceId",
  stripe_overage_item_id as "stripeOverageItemId", latest_stripe_invoice_id as "latestStripeInvoiceId",
  stripe_schedule_id as "stripeScheduleId", scheduled_plan_code as "scheduledPlanCode", scheduled_interval as "scheduledInterval",
  scheduled_price::float8 as "scheduledPrice", scheduled_at as "scheduledAt", pending_plan_code as "pendingPlanCode",
  pending_interval as "pendingInterval", pending_expires_at as "pendingExpiresAt", discount
from subscriptions where stripe_subscription_id = any($1)`;

const INVOICES = `
select tenant_id as "tenantId", stripe_invoice_id as "stripeInvoiceId", stripe_subscription_id as "stripeSubscriptionId", number, status,
  plan_code as "planCode", billing_reason as "billingReason", subtotal::float8 as subtotal, discount::float8 as discount,
  tax::float8 as tax, total::float8 as total, credit_applied::float8 as "creditApplied", amount_due::float8 as "amountDue",
  amount_paid::float8 as "amountPaid", amount_remaining::float8 as "amountRemaining", currency, period_start as "periodStart",
  period_end as "periodEnd", attempt_count as "attemptCount", next_attempt_at as "nextAttemptAt", needs_action as "needsAction",
  finalization_error as "finalizationError", hosted_url as "hostedUrl", pdf_url as "pdfUrl", created_at as "createdAt", paid_at as "paidAt"
from invoices where stripe_invoice_id = any($1)`;

/** Drafts may be deleted at Stripe, and are shown to nobody here. */
const UNSEEN = `
select 'customer' as object, t.stripe_customer_id as "objectId", t.id as "tenantId" from tenants t
where t.stripe_customer_id is not null
  and not exists (select 1 from reconciliation_seen s where s.run_id = $1 and s.object_id = t.stripe_customer_id)
union all
select 'subscription', b.stripe_subscription_id, b.tenant_id from subscriptions b
where not exists (select 1 from reconciliation_seen s where s.run_id = $1 and s.object_id = b.stripe_subscription_id)
union all
select 'invoice', i.stripe_invoice_id, i.tenant_id from invoices i
where i.status <> 'draft'
  and not exists (select 1 from reconciliation_seen s where s.run_id = $1 and s.object_id = i.stripe_invoice_id)
order by 1, 2 limit $2`;

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

  /** Our copies by Stripe's ids. */
  async subscriptions(ids: readonly string[]): Promise<ReadonlyMap<string, Mirrored<SubscriptionRecord>>> {
    const rows = await this.database.query<Mirrored<SubscriptionRecord>>({ text: SUBSCRIPTIONS, values: [ids] });
    return new Map(rows.map((row) => [row.stripeSubscriptionId, row]));
  }

  /** Our copies by Stripe's ids. */
  async invoices(ids: readonly string[]): Promise<ReadonlyMap<string, MirroredInvoice>> {
    const rows = await this.database.query<MirroredInvoice>({ text: INVOICES, values: [ids] });
    return new Map(rows.map((row) => [row.stripeInvoiceId, row]));
  }

  /** What is ours and no list named; some of it may have been made while they were read. */
  unseen(runId: string, limit: number): Promise<Unseen[]> {
    return this.database.query<Unseen>({ text: UNSEEN, values: [runId, limit] });
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
