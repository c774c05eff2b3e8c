import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

/** What a tenant pays from a moment on, in minor units. */
export interface Level {
  readonly at: string;
  readonly mrr: number;
}

/** One payment, and what came of it. */
export interface Payment {
  readonly at: string;
  readonly total: number;
  readonly tax?: number;
  readonly isPaid?: boolean;
  readonly refunded?: { readonly at: string; readonly amount: number };
  readonly lost?: { readonly at: string; readonly amount: number };
}

export interface History {
  readonly name: string;
  readonly signedUpAt: string;
  readonly levels: readonly Level[];
  readonly payments?: readonly Payment[];
  readonly isInternal?: boolean;
  readonly currency?: string;
}

const PLANS: Readonly<Record<number, string>> = { 0: 'free', 2_900: 'starter', 9_900: 'professional', 49_900: 'enterprise' };
/** The plan of a price; what is none of the list is the largest with a discount. */
export const planAt = (mrr: number): string => PLANS[mrr] ?? 'enterprise';

/** Movements from one level to the next, as billing writes them. */
function movementsOf(levels: readonly Level[]): { at: string; kind: string; before: number; after: number }[] {
  let before = 0;
  let hasPaid = false;
  return levels.flatMap(({ at, mrr: after }) => {
    if (after === before) return [];
    const grown = after > before ? 'expansion' : 'contraction';
    const kind = after === 0 ? 'churn' : before > 0 ? grown : hasPaid ? 'reactivation' : 'new';
    const movement = { at, kind, before, after };
    [before, hasPaid] = [after, true];
    return [movement];
  });
}

/** Writes tenants with the revenue they had, as rows: the way through Stripe has suites of its own. @returns their ids */
export async function insertHistories(owner: pg.Pool, histories: readonly History[]): Promise<string[]> {
  const tenants = histories.map((history) => ({ id: newId(), ...history }));
  await owner.query(
    `insert into tenants (id, name, slug, is_internal, billing_email, referral_code, created_at, updated_at)
     select id, name, id::text, internal, id || '@revenue.example', id::text, at, at
       from unnest($1::uuid[], $2::text[], $3::boolean[], $4::timestamptz[]) t (id, name, internal, at)`,
    [
      tenants.map(({ id }) => id),
      tenants.map(({ name }) => name),
      tenants.map(({ isInternal }) => !!isInternal),
      tenants.map((t) => t.signedUpAt),
    ],
  );
  const moves = tenants.flatMap(({ id, levels, currency = 'usd' }) => movementsOf(levels).map((move) => ({ id, currency, ...move })));
  await owner.query(
    `insert into mrr_movements (id, tenant_id, occurred_at, kind, amount, mrr_before, mrr_after, currency, plan_from, plan_to)
     select gen_random_uuid(), tenant, at, kind, abs(after - before), before, after, currency, plan_from, plan_to
       from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[])
            m (tenant, at, kind, before, after, currency, plan_from, plan_to)`,
    [
      moves.map(({ id }) => id),
      moves.map(({ at }) => at),
      moves.map(({ kind }) => kind),
      moves.map(({ before }) => before),
      moves.map(({ after }) => after),
      moves.map(({ currency }) => currency),
      moves.map(({ before }) => planAt(before)),
      moves.map(({ after }) => planAt(after)),
    ],
  );
  for (const { id, payments = [] } of tenants) for (const payment of payments) await insertPayment(owner, id, payment);
  return tenants.map(({ id }) => id);
}

async function insertPayment(owner: pg.Pool, tenantId: string, payment: Payment): Promise<void> {
  const { at, total, tax = 0, isPaid = true, refunded, lost } = payment;
  const invoice = `in_${newId()}`;
  await owner.query(
    `insert into invoices (id, tenant_id, stripe_invoice_id, status, total, tax, amount_paid, currency, period_start, period_end, created_at, paid_at, updated_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, 'usd', $7, $7, $7, $8, $7)`,
    [tenantId, invoice, isPaid ? 'paid' : 'uncollectible', total, tax, isPaid ? total : 0, at, isPaid ? at : null],
  );
  if (refunded)
    await owner.query(
      `insert into refunds (id, tenant_id, stripe_invoice_id, stripe_refund_id, amount, currency, status, created_at, updated_at)
       values ($1::uuid, $2, $3, 're_' || $1::uuid, $4, 'usd', 'succeeded', $5, $5)`,
      [newId(), tenantId, invoice, refunded.amount, refunded.at],
    );
  if (lost)
    await owner.query(
      `insert into disputes (id, tenant_id, stripe_invoice_id, stripe_dispute_id, amount, currency, status, reason, opened_at, closed_at, updated_at)
       values ($1::uuid, $2, $3, 'dp_' || $1::uuid, $4, 'usd', 'lost', 'fraudulent', $5, $5, $5)`,
      [newId(), tenantId, invoice, lost.amount, lost.at],
    );
}

/** A subscription as the mirror of Stripe has it. */
export interface SubscriptionNow {
  readonly status: string;
  /** Per month, in minor units. */
  readonly amount: number;
  readonly endsWithPeriod?: boolean;
  readonly currency?: string;
}

/** What a tenant is subscribed to now, as a row. */
export async function insertSubscription(
  owner: pg.Pool,
  tenantId: string,
  { endsWithPeriod = false, ...now }: SubscriptionNow,
): Promise<void> {
  await owner.query(
    `insert into subscriptions (id, tenant_id, stripe_subscription_id, stripe_customer_id, plan_code, status, amount, currency,
       cancel_at_period_end, current_period_start, current_period_end, started_at, created_at, updated_at)
     values ($1::uuid, $2, 'sub_' || $1::uuid, 'cus_' || $1::uuid, $3, $4, $5, $6, $7, now(), now() + interval '1 month', now(), now(), now())`,
    [newId(), tenantId, planAt(now.amount), now.status, now.amount, now.currency ?? 'usd', endsWithPeriod],
  );
}
