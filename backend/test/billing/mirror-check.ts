import type { TenantId } from '../../src/platform/access/tenant-id.js';
import type { BillingStage } from './billing-harness.js';

const at = (seconds: number | null | undefined): string | null => (seconds ? new Date(seconds * 1_000).toISOString() : null);
const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** A tenant's subscriptions and invoices as the stand-in has them, told without any code of the product. */
export async function atStripe(stage: BillingStage, tenantId: TenantId): Promise<object> {
  const { rows } = await stage.app.owner.query<{ id: string }>('select stripe_customer_id as id from tenants where id = $1', [tenantId]);
  const { subscriptions, invoices } = stage.stripe.state;
  const mine = <T extends { customer: string | { id: string } | null }>(all: Record<string, T>): T[] =>
    Object.values(all).filter(({ customer }) => idOf(customer) === rows[0]?.id);
  return {
    subscriptions: mine(subscriptions)
      .map((one) => ({
        id: one.id,
        status: one.status,
        price: one.items.data[0]?.price.id ?? null,
        periodEnd: at(one.items.data[0]?.current_period_end),
        isEnding: one.cancel_at_period_end,
        invoice: idOf(one.latest_invoice),
        schedule: idOf(one.schedule),
        ended: at(one.ended_at),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    invoices: mine(invoices)
      .map((one) => ({
        id: one.id ?? '',
        status: one.status,
        number: one.number,
        total: one.total,
        paid: one.amount_paid,
        remaining: one.amount_remaining,
        tries: one.attempt_count,
        next: at(one.next_payment_attempt),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** The same as we have it. */
export async function atOurs({ app }: BillingStage, tenantId: TenantId): Promise<object> {
  const read = async (sql: string): Promise<object[]> =>
    (await app.owner.query<{ row: object }>(sql, [tenantId])).rows.map(({ row }) => row);
  const time = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return {
    subscriptions: await read(
      `select jsonb_build_object('id', stripe_subscription_id, 'status', status, 'price', stripe_price_id,
         'periodEnd', ${time('current_period_end')}, 'isEnding', cancel_at_period_end, 'invoice', latest_stripe_invoice_id,
         'schedule', stripe_schedule_id, 'ended', ${time('ended_at')}) as row
       from subscriptions where tenant_id = $1 order by stripe_subscription_id collate "C"`,
    ),
    invoices: await read(
      `select jsonb_build_object('id', stripe_invoice_id, 'status', status, 'number', number, 'total', total, 'paid', amount_paid,
         'remaining', amount_remaining, 'tries', attempt_count, 'next', ${time('next_attempt_at')}) as row
       from invoices where tenant_id = $1 order by stripe_invoice_id collate "C"`,
    ),
  };
}

/** Recurring revenue by the ledger, in cents. */
export async function ledgerOf({ app }: BillingStage, tenantId: TenantId): Promise<number> {
  const { rows } = await app.owner.query<{ sum: number }>(
    'select coalesce(sum(mrr_after - mrr_before), 0)::int as sum from mrr_movements where tenant_id = $1',
    [tenantId],
  );
  return rows[0]?.sum ?? 0;
}

/**
 * As if every event that Stripe has made by now had been taken and had had no effect, or were older than Stripe keeps them: what is wrong can
 * be known from the lists alone.
 */
export async function loseEvents({ app, stripe }: BillingStage): Promise<void> {
  await stripe.settled();
  for (const event of Object.values(stripe.state.events)) {
    await app.owner.query(
      `insert into stripe_events (id, type, api_version, is_livemode, object_id, created_at, payload, status, processed_at)
       values ($1, $2, $3, false, null, to_timestamp($4), '{}', 'done', now()) on conflict do nothing`,
      [event.id, event.type, event.api_version, event.created],
    );
  }
}
