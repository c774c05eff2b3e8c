import type { Subscription } from '@orbisvoice/shared-dto';
import * as fc from 'fast-check';
import { StripeEventProcessor } from '../../src/modules/billing/stripe/stripe-event.processor.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { arrived, buy, eventsOf, givenSignedInOwner, openBillingStage, outboxOf, renew, type BillingStage } from './billing-harness.js';

const FAILS_LATER = '4000000000000341';
const DAY_MS = 86_400_000;

let stage: BillingStage;
let actor: Actor;
let token: string;

beforeAll(async () => {
  stage = await openBillingStage();
  ({ actor, token } = await givenSignedInOwner(stage.app));
  await buy(stage, actor, 'starter', FAILS_LATER);
  await renew(stage, actor, 'invoice.payment_failed');
}, 60_000);
afterAll(() => stage.close());

const subscription = async (): Promise<Subscription> =>
  (await stage.app.request<Subscription>('GET', '/billing/subscription', { token })).body;

async function attempts(): Promise<object[]> {
  const { rows } = await stage.app.owner.query<object>(
    'select stripe_invoice_id, attempt, at, outcome, reason, next_attempt_at from payment_attempts where tenant_id = $1 order by at, attempt, outcome',
    [actor.tenantId],
  );
  return rows;
}

describe('a renewal that cannot be paid', () => {
  it('shows what is owed, since when, until when and where to pay, and keeps the plan', async () => {
    const { status, tier, dunning, graceEndsAt } = await subscription();
    expect({ status, tier }).toEqual({ status: 'past_due', tier: 'starter' });
    expect(dunning).toMatchObject({
      amountDue: 2_900,
      currency: 'usd',
      needsAction: false,
      attempts: [{ attempt: 1, outcome: 'failed', reason: 'generic_decline' }],
      payUrl: expect.stringContaining(stage.stripe.url),
    });
    expect(Date.parse(dunning?.graceEndsAt ?? '') - Date.parse(dunning?.since ?? '')).toBe(14 * DAY_MS);
    expect(graceEndsAt).toBe(dunning?.graceEndsAt);
    expect(dunning?.since).toBe(dunning?.attempts[0]?.at);
  });

  it('is told once, as a failed attempt and as a debt, with an audit line each', async () => {
    const names = (await outboxOf(stage.app, actor.tenantId)).filter((name) => /past_due|payment_failed/.test(name));
    expect(names.sort()).toEqual(['invoice.payment_failed', 'subscription.past_due']);
    const { rows } = await stage.app.owner.query<{ action: string }>(
      `select action from audit_entries where tenant_id = $1 and action in ('invoice.payment_failed', 'subscription.past_due') order by 1`,
      [actor.tenantId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['invoice.payment_failed', 'subscription.past_due']);
  });

  it('leaves the same attempts and tells them once, in whatever order the events are worked and however often', async () => {
    const expected = await attempts();
    expect(expected).toHaveLength(2);
    const ids = (await eventsOf(stage.app, actor.tenantId)).map((event) => event.id);
    const processor = stage.app.get(StripeEventProcessor);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(ids, { minLength: ids.length }),
        fc.array(fc.constantFrom(...ids), { maxLength: 4 }),
        async (order, again) => {
          await forgetAttempts(ids);
          const before = (await outboxOf(stage.app, actor.tenantId)).filter((name) => name === 'invoice.payment_failed').length;
          for (const id of [...order, ...again]) await processor.process(id);
          expect(await attempts()).toEqual(expected);
          const after = (await outboxOf(stage.app, actor.tenantId)).filter((name) => name === 'invoice.payment_failed').length;
          expect(after - before).toBe(1);
        },
      ),
      { numRuns: 10 },
    );
  }, 60_000);

  it('is over when it is paid: no debt, no grace, and it is told', async () => {
    const { dunning } = await subscription();
    const invoiceId = dunning?.invoiceId ?? '';
    const { rows } = await stage.app.owner.query<{ stripe_invoice_id: string }>('select stripe_invoice_id from invoices where id = $1', [
      invoiceId,
    ]);
    await payInvoice(rows[0]?.stripe_invoice_id ?? '');
    expect(await subscription()).toMatchObject({ status: 'active', tier: 'starter', dunning: null, graceEndsAt: null });
    expect(await outboxOf(stage.app, actor.tenantId)).toEqual(expect.arrayContaining(['subscription.recovered', 'invoice.paid']));
  });
});

/** As if no attempt had been heard of. */
async function forgetAttempts(eventIds: readonly string[]): Promise<void> {
  await stage.app.owner.query('delete from payment_attempts where tenant_id = $1', [actor.tenantId]);
  await stage.app.owner.query(`update stripe_events set status = 'received', processed_at = null where id = any($1)`, [eventIds]);
}

/** Pays the hosted invoice with a card that works. */
async function payInvoice(stripeInvoiceId: string): Promise<void> {
  const invoice = stage.stripe.state.invoices[stripeInvoiceId];
  const form = new URLSearchParams({
    number: '4242424242424242',
    expiry: '12/40',
    cvc: '123',
    name: 'Olga Owner',
    email: 'o@metered.example',
  });
  await fetch(`${invoice?.hosted_invoice_url ?? ''}/pay`, { method: 'POST', body: form, redirect: 'manual' });
  await arrived(stage, 'invoice.paid', actor.tenantId, 2);
  await stage.app.settle();
}
