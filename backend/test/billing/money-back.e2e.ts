import type { InvoiceDetail, InvoicePage } from '@orbisvoice/shared-dto';
import * as fc from 'fast-check';
import { StripeEventProcessor } from '../../src/modules/billing/stripe/stripe-event.processor.js';
import type { Actor } from '../../src/platform/access/actor.js';
import {
  arrived,
  buy,
  conclusions,
  givenSignedInOwner,
  openBillingStage,
  outboxOf,
  stripeClient,
  type BillingStage,
} from './billing-harness.js';

let stage: BillingStage;
beforeAll(async () => {
  stage = await openBillingStage();
}, 60_000);
afterAll(() => stage.close());

interface Customer {
  readonly actor: Actor;
  readonly token: string;
  readonly chargeId: string;
  readonly stripeInvoiceId: string;
}

async function givenPayer(): Promise<Customer> {
  const { actor, token } = await givenSignedInOwner(stage.app);
  await buy(stage, actor, 'professional');
  const { rows } = await stage.app.owner.query<{ id: string; customer: string }>(
    'select i.stripe_invoice_id as id, t.stripe_customer_id as customer from invoices i join tenants t on t.id = i.tenant_id where t.id = $1',
    [actor.tenantId],
  );
  const charge = Object.values(stage.stripe.state.charges).find((one) => one.customer === rows[0]?.customer);
  return { actor, token, chargeId: charge?.id ?? '', stripeInvoiceId: rows[0]?.id ?? '' };
}

async function only({ token }: Customer): Promise<InvoiceDetail> {
  const { body } = await stage.app.request<InvoicePage>('GET', '/billing/invoices', { token });
  return (await stage.app.request<InvoiceDetail>('GET', `/billing/invoices/${body.items[0]?.id}`, { token })).body;
}

const told = async ({ actor }: Customer): Promise<string[]> =>
  (await outboxOf(stage.app, actor.tenantId)).filter((name) => /refund|dispute/.test(name));

const rowsOf = async (table: 'refunds' | 'disputes', { actor }: Customer): Promise<object[]> =>
  (
    await stage.app.owner.query<object>(
      `select to_jsonb(t) - 'id' - 'updated_at' as row from ${table} t where tenant_id = $1 order by amount`,
      [actor.tenantId],
    )
  ).rows;

/** Ids of the stored events about a charge. */
async function eventsAbout({ chargeId }: Customer): Promise<string[]> {
  const { rows } = await stage.app.owner.query<{ id: string }>(
    `select id from stripe_events where payload::text like '%' || $1 || '%' and type ~ 'refund|dispute|fraud' order by received_at`,
    [chargeId],
  );
  return rows.map(({ id }) => id);
}

async function settled(customer: Customer, count: number): Promise<void> {
  for (let round = 0; round < 250 && (await eventsAbout(customer)).length < count; round++)
    await new Promise((done) => setTimeout(done, 20));
  await stage.app.settle();
}

it('a refund in part is told, shown and counted, and moves neither plan nor recurring revenue', async () => {
  const customer = await givenPayer();
  const before = await conclusions(stage.app, customer.actor.tenantId);
  await stripeClient(stage).refunds.create({ charge: customer.chargeId, amount: 2_500, reason: 'requested_by_customer' });
  await settled(customer, 2);
  expect(await only(customer)).toMatchObject({
    status: 'paid',
    amountPaid: 9_900,
    amountRefunded: 2_500,
    refunds: [{ amount: 2_500, status: 'succeeded', reason: 'requested_by_customer', currency: 'usd' }],
  });
  expect(await told(customer)).toEqual(['invoice.refunded']);
  expect(await conclusions(stage.app, customer.actor.tenantId)).toEqual(before);
  await stripeClient(stage).refunds.create({ charge: customer.chargeId });
  await settled(customer, 4);
  expect(await only(customer)).toMatchObject({ amountRefunded: 9_900, refunds: [{ amount: 2_500 }, { amount: 7_400 }] });
  expect(await conclusions(stage.app, customer.actor.tenantId)).toEqual(before);
  const { rows } = await stage.app.owner.query<{ is_full: boolean }>(
    `select (payload->>'isFull')::boolean as is_full from outbox_events where tenant_id = $1 and name = 'invoice.refunded' order by created_at, id`,
    [customer.actor.tenantId],
  );
  expect(rows.map((row) => row.is_full)).toEqual([false, true]);
});

it('refunds end in Stripe’s sum and are told once each, in any order and however often the events come, also before the invoice is known', async () => {
  const customer = await givenPayer();
  for (const amount of [1_000, 2_000, 3_000]) await stripeClient(stage).refunds.create({ charge: customer.chargeId, amount });
  await settled(customer, 6);
  const expected = await rowsOf('refunds', customer);
  expect(expected).toHaveLength(3);
  const ids = await eventsAbout(customer);
  const processor = stage.app.get(StripeEventProcessor);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(ids, { minLength: ids.length }),
      fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
      async (order, again) => {
        const { tenantId } = customer.actor;
        for (const table of ['refunds', 'outbox_events', 'invoices'])
          await stage.app.owner.query(`delete from ${table} where tenant_id = $1`, [tenantId]);
        await stage.app.owner.query(`update stripe_events set status = 'received', processed_at = null where id = any($1)`, [ids]);
        for (const id of [...order, ...again]) await processor.process(id);
        expect(await rowsOf('refunds', customer)).toEqual(expected);
        expect(await only(customer)).toMatchObject({ amountRefunded: 6_000 });
        expect(await told(customer)).toEqual(['invoice.refunded', 'invoice.refunded', 'invoice.refunded']);
      },
    ),
    { numRuns: 12 },
  );
}, 90_000);

it.each(['won', 'lost'] as const)('a dispute is shown while it is open, keeps the plan, and its end is told: %s', async (outcome) => {
  const customer = await givenPayer();
  const before = await conclusions(stage.app, customer.actor.tenantId);
  const { id } = stage.stripe.dispute(customer.chargeId, 'fraudulent');
  await settled(customer, 2);
  expect(await only(customer)).toMatchObject({
    isDisputed: true,
    disputes: [{ status: 'needs_response', reason: 'fraudulent', amount: 9_900, closedAt: null, evidenceDueBy: expect.any(String) }],
  });
  stage.stripe.closeDispute(id, outcome);
  await arrived(stage, 'invoice.paid', customer.actor.tenantId);
  await settled(customer, outcome === 'won' ? 4 : 3);
  expect(await only(customer)).toMatchObject({ isDisputed: false, disputes: [{ status: outcome, closedAt: expect.any(String) }] });
  expect(await told(customer)).toEqual(['dispute.opened', 'dispute.closed']);
  expect(await conclusions(stage.app, customer.actor.tenantId)).toEqual(before);
  const { rows } = await stage.app.owner.query<{ action: string }>(
    `select action from audit_entries where tenant_id = $1 and action like 'dispute.%' order by at, id`,
    [customer.actor.tenantId],
  );
  expect(rows.map(({ action }) => action)).toEqual(['dispute.opened', 'dispute.closed']);
});

it('a warning of fraud moves nothing, and is done', async () => {
  const customer = await givenPayer();
  stage.stripe.warnOfFraud(customer.chargeId);
  await settled(customer, 1);
  const { rows } = await stage.app.owner.query<{ status: string }>('select status from stripe_events where id = any($1)', [
    await eventsAbout(customer),
  ]);
  expect(rows).toEqual([{ status: 'done' }]);
  expect(await told(customer)).toEqual([]);
});
