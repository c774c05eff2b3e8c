import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** Ids of what Stripe would have brought. */
export interface BillingRows {
  readonly subscriptionId: string;
  readonly invoiceId: string;
}

/** A paid plan with its invoice and its revenue, as rows: the way through Stripe has suites of its own. */
export async function insertBillingRows(owner: pg.Pool, tenantId: string): Promise<BillingRows> {
  const [subscriptionId, invoiceId] = [newId(), newId()];
  await owner.query(
    `insert into subscriptions (id, tenant_id, stripe_subscription_id, stripe_customer_id, plan_code, status, amount, currency,
       current_period_start, current_period_end, started_at, created_at, updated_at)
     values ($1, $2, $3, $4, 'starter', 'active', 2900, 'usd', now(), now() + interval '1 month', now(), now(), now())`,
    [subscriptionId, tenantId, `sub_${subscriptionId}`, `cus_${subscriptionId}`],
  );
  await owner.query(
    `insert into invoices (id, tenant_id, stripe_invoice_id, number, status, plan_code, total, amount_paid, currency,
       period_start, period_end, hosted_url, created_at, paid_at, updated_at)
     values ($1, $2, $3, $4, 'paid', 'starter', 2900, 2900, 'usd', now(), now() + interval '1 month', $5, now(), now(), now())`,
    [invoiceId, tenantId, `in_${invoiceId}`, `INV-${invoiceId}`, `https://invoices.example/${invoiceId}`],
  );
  await owner.query(
    `insert into mrr_movements (id, tenant_id, occurred_at, kind, amount, mrr_before, mrr_after, currency, plan_from, plan_to)
     values ($1, $2, now(), 'new', 2900, 0, 2900, 'usd', 'free', 'starter')`,
    [newId(), tenantId],
  );
  return { subscriptionId, invoiceId };
}
