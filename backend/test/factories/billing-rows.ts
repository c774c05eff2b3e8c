import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** Ids of what Stripe would have brought. */
export interface BillingRows {
  readonly subscriptionId: string;
  readonly invoiceId: string;
  readonly taxIdId: string;
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
  await insertInvoiceParts(owner, tenantId, `in_${invoiceId}`);
  const taxIdId = await insertBillingProfile(owner, tenantId);
  return { subscriptionId, invoiceId, taxIdId };
}

/** What hangs on an invoice: a line, an attempt to collect it, money given back, a dispute. */
async function insertInvoiceParts(owner: pg.Pool, tenantId: string, stripeInvoiceId: string): Promise<void> {
  const rows = [
    `insert into invoice_lines (id, tenant_id, stripe_invoice_id, stripe_line_id, position, kind, description, amount, plan_code, period_start, period_end)
     values ($1::uuid, $2, $3, 'il_' || $1::uuid, 0, 'plan', '1 × Starter', 2900, 'starter', now(), now() + interval '1 month')`,
    `insert into payment_attempts (id, tenant_id, stripe_invoice_id, attempt, at, outcome) values ($1::uuid, $2, $3, 1, now(), 'paid')`,
    `insert into refunds (id, tenant_id, stripe_invoice_id, stripe_refund_id, amount, currency, status, created_at, updated_at)
     values ($1::uuid, $2, $3, 're_' || $1::uuid, 100, 'usd', 'succeeded', now(), now())`,
    `insert into disputes (id, tenant_id, stripe_invoice_id, stripe_dispute_id, amount, currency, status, reason, opened_at, updated_at)
     values ($1::uuid, $2, $3, 'dp_' || $1::uuid, 2900, 'usd', 'needs_response', 'fraudulent', now(), now())`,
  ];
  for (const row of rows) await owner.query(row, [newId(), tenantId, stripeInvoiceId]);
}

/** What is known of a customer besides plan and invoices, a write to Stripe, and a notice. @returns the id of its tax id */
async function insertBillingProfile(owner: pg.Pool, tenantId: string): Promise<string> {
  const taxIdId = newId();
  await owner.query('insert into billing_profiles (tenant_id, updated_at) values ($1, now()) on conflict do nothing', [tenantId]);
  await owner.query(
    `insert into tax_ids (id, tenant_id, stripe_tax_id, type, value, status, created_at)
     values ($1::uuid, $2, 'txi_' || $1::uuid, 'eu_vat', 'DE123456789', 'verified', now())`,
    [taxIdId, tenantId],
  );
  const rows = [
    `insert into stripe_operations (id, tenant_id, intent, idempotency_key, request_hash, status, created_at)
     values ($1::uuid, $2, 'customer', ($1::uuid)::text, '\\x00', 'done', now())`,
    `insert into billing_notices (tenant_id, kind, subject, told_at) values ($2, 'subscription.expiring', ($1::uuid)::text, now())`,
  ];
  for (const row of rows) await owner.query(row, [newId(), tenantId]);
  return taxIdId;
}
