import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo } from '../../sandbox/demo/seed.js';
import { startStripeSandbox, type StripeSandbox } from '../../sandbox/stripe/server.js';
import { connect } from '../../sandbox/stripe/testing/harness.js';
import { rowDifferences } from '../../src/modules/billing/domain/row-differences.js';
import { BillingCatalogue } from '../../src/modules/billing/index.js';
import { BillingStateRepository } from '../../src/modules/billing/persistence/billing-state.repository.js';
import { BillingSync, type SyncCause } from '../../src/modules/billing/services/billing-sync.service.js';
import { ChangePreviews } from '../../src/modules/billing/services/change-preview.service.js';
import { Reconciliations } from '../../src/modules/billing/services/reconciliation.service.js';
import { MoneyBackSync } from '../../src/modules/billing/services/money-back-sync.service.js';
import { StripeEventRegistry } from '../../src/modules/billing/stripe/stripe-event.registry.js';
import { tenantIdOf, type TenantId } from '../../src/platform/access/tenant-id.js';
import { testEnvironment, startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';

/** Nobody asked: a nightly look. */
function causeFor(tenantId: TenantId): SyncCause {
  return { actor: { kind: 'system', tenantId, origin: { ip: null, userAgent: null, traceId: 'demo-suite' } }, eventId: null };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The demo's billing is what the product would have made of Stripe's events, and Stripe's stand-in says the same. */
describe('demo billing', () => {
  let app: TestApp;
  let stripe: StripeSandbox;
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orbis-demo-test-'));
    const [database, port] = [await freshDatabase(), await freePort()];
    const [url, dataFile] = [`http://127.0.0.1:${port}`, join(folder, 'stripe.json')];
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    await seedDemo({
      ownerUrl: database.ownerUrl,
      password: 'a password of the demo test',
      dataSecret: testEnvironment(database)['DATA_SECRET'] ?? '',
      now,
      stripe: { url, dataFile },
      log: () => undefined,
    });
    stripe = await startStripeSandbox({ port, dataFile, clock: () => now });
    app = await startTestApp({ database, environment: { STRIPE_API_URL: url } });
  }, 180_000);

  afterAll(async () => {
    await app.close();
    await stripe.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rows = async <T extends object>(text: string): Promise<T[]> => (await app.owner.query<T>(text)).rows;
  const one = async (text: string): Promise<object | undefined> => (await rows<object>(text))[0];
  /** Texts that name rows breaking a rule; empty when it holds. */
  const broken = async (text: string): Promise<string[]> => (await rows<{ what: string }>(text)).map(({ what }) => what);

  it('shows every kind of billing there is', async () => {
    const found = await one(`select
      (select count(*) from subscriptions where billing_interval = 'year' and status = 'active')::int > 1 as yearly,
      (select count(*) from subscriptions where status = 'trialing' and trial_end > now())::int > 0 as trials,
      (select count(*) from subscriptions where trial_end < now() and status = 'active')::int > 0 as converted,
      (select count(*) from subscriptions s where status = 'past_due' and past_due_since is not null and exists (
        select 1 from payment_attempts a join invoices i using (stripe_invoice_id)
        where i.stripe_subscription_id = s.stripe_subscription_id and a.outcome = 'failed' and a.reason = 'generic_decline'))::int > 1 as dunning,
      (select count(*) from subscriptions where scheduled_plan_code = 'starter' and scheduled_at > now() and scheduled_price = 2900)::int > 0 as downgrades,
      (select count(*) from subscriptions where cancel_at_period_end and status = 'active' and cancel_reason = 'unused')::int > 0 as endings,
      (select count(*) from refunds where status = 'succeeded')::int > 1 as refunds,
      (select string_agg(distinct status, ' ' order by status) from disputes) as disputes,
      (select count(*) from tax_ids where status = 'verified')::int as tax_ids,
      (select count(*) from invoices where tax > 0)::int > 1 as taxed,
      (select count(*) from billing_profiles where card_last4 is not null)::int > 20 as cards,
      (select count(*) from invoice_lines where kind = 'proration')::int > 3 as prorations`);
    expect(found).toEqual({
      ...{ yearly: true, trials: true, converted: true, dunning: true, downgrades: true, endings: true, refunds: true },
      ...{ disputes: 'lost needs_response won', tax_ids: 3, taxed: true, cards: true, prorations: true },
    });
  });

  it('can look up every event that moved revenue, and has none that waits', async () => {
    const wrong = await broken(`
      select 'unknown ' || source_event_id as what from mrr_movements m where source_event_id is not null
        and not exists (select 1 from stripe_events e where e.id = m.source_event_id and e.tenant_id = m.tenant_id)
      union all
      select type || ' ' || status from stripe_events where status <> 'done' or processed_at is null or received_at > now() + interval '1 second'`);
    expect(wrong).toEqual([]);
    const registry = app.get(StripeEventRegistry);
    const types = (await rows<{ type: string }>('select distinct type from stripe_events')).map(({ type }) => type);
    expect(types.length).toBeGreaterThan(8);
    expect(types.filter((type) => registry.familyOf(type) === null)).toEqual([]);
  });

  it('leaves time to answer the dispute that is open', async () => {
    expect(await one("select bool_and(evidence_due_by > now()) as answerable from disputes where status = 'needs_response'")).toEqual({
      answerable: true,
    });
  });

  it('adds up in every invoice, to the cent', async () => {
    const wrong = await broken(`select number || ' of ' || tenant_id as what from invoices i where
      total <> subtotal - discount + tax
      or total - tax <> (select sum(amount) from invoice_lines l where l.stripe_invoice_id = i.stripe_invoice_id)
      or amount_due <> greatest(0, total - credit_applied)
      or (status = 'paid' and (amount_paid <> amount_due or amount_remaining <> 0 or paid_at is null))
      or (status = 'open' and amount_remaining <> amount_due)
      or amount_refunded <> (select coalesce(sum(amount), 0) from refunds r where r.stripe_invoice_id = i.stripe_invoice_id and r.status = 'succeeded')
      or amount_refunded > amount_paid
      or (status = 'paid' and amount_paid > 0) <> exists (
        select 1 from payment_attempts a where a.stripe_invoice_id = i.stripe_invoice_id and a.outcome = 'paid' and a.at = i.paid_at)
      or attempt_count <> (select coalesce(max(attempt), 0) from payment_attempts a where a.stripe_invoice_id = i.stripe_invoice_id)`);
    expect(wrong).toEqual([]);
  });

  it('has one line of revenue per tenant that joins up and ends at what its subscriptions bring', async () => {
    const wrong = await broken(`
      select 'gap of ' || tenant_id as what from (
        select tenant_id, mrr_before, occurred_at, coalesce(lag(mrr_after) over w, 0) as expected, lag(occurred_at) over w as previous
        from mrr_movements window w as (partition by tenant_id order by occurred_at, id)) m
      where mrr_before <> expected or occurred_at < previous
      union all
      select 'end of ' || t.id from tenants t where
        (select coalesce(sum(mrr_after - mrr_before), 0) from mrr_movements m where m.tenant_id = t.id)
        <> (select coalesce(sum(amount), 0) from subscriptions s where s.tenant_id = t.id and status in ('active', 'past_due'))`);
    expect(wrong).toEqual([]);
  });

  it('counts usage in the period that the product would open, also by the month of a year', async () => {
    const wrong = await broken(`select t.slug || ': ' || w.period_start || ' is not ' || p.period_start as what
      from tenants t cross join lateral usage_window(t.id, now()) w
      join usage_periods p on p.tenant_id = t.id and p.period_start <= now() and p.period_end > now()
      where (w.period_start, w.period_end, w.lim, w.ceiling) is distinct from (p.period_start, p.period_end, p.lim, p.ceiling)
         or w.free_until is distinct from p.free_until`);
    expect(wrong).toEqual([]);
  });

  it('bills conversations beyond a limit: counted, reported to the meter and on the invoice, all the same number', async () => {
    const periods = await rows<{
      beyond: string;
      reported: string;
      quantity: string | null;
      amount: string | null;
      customer: string;
      start: Date;
    }>(`
      select p.used - p.lim as beyond, m.to_quantity - m.from_quantity as reported, l.quantity, l.amount, m.stripe_customer_id as customer,
             p.period_start as start
      from meter_reports m join usage_periods p using (tenant_id, period_start)
      left join invoice_lines l on l.tenant_id = m.tenant_id and l.kind = 'overage' and l.period_end = p.period_end
      where m.status = 'sent' order by p.period_start`);
    const numbers = periods.map(({ beyond, reported, quantity, amount }) =>
      [beyond, reported, quantity, amount].map((one) => one && Number(one)),
    );
    // at four cents each; the present period has no invoice yet
    expect(numbers).toEqual([
      [37, 37, 37, 148],
      [12, 12, null, null],
    ]);
    const client = connect(stripe.port);
    const [meter] = (await client.billing.meters.list({ status: 'active' })).data;
    const [, present] = periods;
    const seconds = Math.floor((present?.start.getTime() ?? 0) / 60_000) * 60;
    const span = { customer: present?.customer ?? '', start_time: seconds, end_time: seconds + 40 * 86_400 };
    const [sum] = (await client.billing.meters.listEventSummaries(meter?.id ?? '', span)).data;
    expect(sum?.aggregated_value).toBe(12);
  });

  it('stays as it is when everything is read from Stripe once more', async () => {
    const state = app.get(BillingStateRepository);
    const tenants = await rows<{ id: string; subscriptions: string[]; invoices: string[] }>(`select id,
      array(select stripe_subscription_id from subscriptions s where s.tenant_id = t.id) as subscriptions,
      array(select stripe_invoice_id from invoices i where i.tenant_id = t.id) as invoices
      from tenants t where stripe_customer_id is not null`);
    expect(tenants.length).toBeGreaterThan(24);
    for (const { id, subscriptions, invoices } of tenants) {
      const tenantId = tenantIdOf(id);
      const before = await state.read(tenantId);
      await resync(tenantId, { subscriptions, invoices });
      expect(rowDifferences(before, await state.read(tenantId))).toEqual([]);
    }
  }, 120_000);

  async function resync(tenantId: TenantId, known: { subscriptions: string[]; invoices: string[] }): Promise<void> {
    const [sync, cause] = [app.get(BillingSync), causeFor(tenantId)];
    for (const subscriptionId of known.subscriptions) await sync.sync(tenantId, { subscriptionId, invoiceId: null }, cause);
    for (const invoiceId of known.invoices) await sync.sync(tenantId, { subscriptionId: null, invoiceId }, cause);
    const charges = await rows<{ id: string }>(`select stripe_charge_id as id from refunds where tenant_id = '${tenantId}'
      union select stripe_charge_id from disputes where tenant_id = '${tenantId}'`);
    for (const { id } of charges) await app.get(MoneyBackSync).sync(tenantId, id, { ...cause, decidedAt: null });
  }

  it('gives the nightly reconciliation nothing to find', async () => {
    await app.get(Reconciliations).startDue();
    await app.settle();
    const runs = await rows<{ status: string; findings: number }>(`select r.status,
      (select count(*)::int from reconciliation_findings f where f.run_id = r.id) as findings from reconciliation_runs r order by started_at desc limit 1`);
    expect(runs).toEqual([{ status: 'clean', findings: 0 }]);
  }, 60_000);

  it('knows at Stripe nothing that is not here, and the price list is the product’s', async () => {
    const client = connect(stripe.port);
    const [subscriptions, invoices] = [
      await client.subscriptions.list({ status: 'all', limit: 100 }).autoPagingToArray({ limit: 1000 }),
      await client.invoices.list({ limit: 100 }).autoPagingToArray({ limit: 5000 }),
    ];
    const ids = (list: readonly { id?: string | undefined }[]): string[] => list.map(({ id }) => String(id)).sort();
    expect((await broken('select stripe_subscription_id as what from subscriptions')).sort()).toEqual(ids(subscriptions));
    expect((await broken('select stripe_invoice_id as what from invoices')).sort()).toEqual(ids(invoices));
    const changes = await app.get(BillingCatalogue).sync();
    expect([...new Set(changes.map(({ outcome }) => outcome))]).toEqual(['unchanged']);
  });

  it('can be worked with: a yearly tenant sees what an upgrade costs, and its open links lead to its invoices', async () => {
    const [yearly] = await rows<{ id: string }>(
      "select tenant_id as id from subscriptions where billing_interval = 'year' and plan_code = 'starter' and status = 'active'",
    );
    const tenantId = tenantIdOf(yearly?.id ?? '');
    const preview = await app.get(ChangePreviews).preview(tenantId, { tier: 'professional', interval: 'year' });
    expect(preview.amountDue).toBeGreaterThan(0);
    const [invoice] = await rows<{ url: string; number: string }>(
      "select hosted_url as url, number from invoices where status = 'paid' limit 1",
    );
    const page = await fetch(invoice?.url ?? '');
    expect(await page.text()).toContain(invoice?.number);
  });
});
