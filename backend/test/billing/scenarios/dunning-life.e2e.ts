import { auditOf, expectConverged, mailsOf, movementsOf } from '../converged.js';
import { CARD_THAT_FAILS_LATER } from '../plan-customer.js';
import { buyWithChallenge, changeCard, GOOD_CARD, payOnInvoice, Timeline, upcoming } from './timeline.js';

let timeline: Timeline;
beforeAll(async () => {
  timeline = await Timeline.open({ at: upcoming(5, 5) });
}, 60_000);
afterAll(() => timeline.close());

const day = (text: string | null | undefined): string | undefined => text?.slice(0, 10);

it('a payment that fails is tried again and recovers with a new card: the plan never stops', async () => {
  const customer = await timeline.customer();
  await customer.buy('starter', CARD_THAT_FAILS_LATER);
  await timeline.live(32);
  await expectConverged(customer);
  const owing = await customer.subscription();
  expect(owing).toMatchObject({ status: 'past_due', tier: 'starter', dunning: { amountDue: 2_900, attempts: [{ outcome: 'failed' }] } });
  await payOnInvoice(owing.dunning?.payUrl ?? '', GOOD_CARD);
  await timeline.settle();
  const { invoices } = await expectConverged(customer);
  expect(invoices).toHaveLength(2);
  expect(await customer.subscription()).toMatchObject({ status: 'active', tier: 'starter', dunning: null, graceEndsAt: null });
  expect(await movementsOf(timeline, customer.tenantId)).toHaveLength(1);
  expect(await auditOf(customer)).toEqual([
    'subscription.created',
    'invoice.paid',
    'subscription.past_due',
    'invoice.payment_failed',
    'subscription.recovered',
    'invoice.paid',
  ]);
  expect(await mailsOf(customer)).toEqual([
    'subscription-confirmed',
    'invoice-paid',
    'payment-failed',
    'payment-recovered',
    'invoice-paid',
  ]);
});

it('a card that was changed in the portal pays the next try of what is owed, and the renewals after it', async () => {
  const customer = await timeline.customer();
  await customer.buy('starter', CARD_THAT_FAILS_LATER);
  await timeline.live(32);
  expect((await customer.subscription()).dunning?.attempts).toHaveLength(1);
  await changeCard(customer, GOOD_CARD);
  await timeline.settle();
  expect((await customer.subscription()).card).toMatchObject({ last4: '4242' });
  await timeline.live(4);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ status: 'active', dunning: null });
  await timeline.live(31);
  const { invoices } = await expectConverged(customer);
  expect(invoices).toMatchObject(invoices.map(() => ({ status: 'paid' })));
});

it('a payment that goes on failing ends the plan after the last step of the ladder, and keeps what the tenant has', async () => {
  const customer = await timeline.customer();
  await customer.buy('professional', CARD_THAT_FAILS_LATER);
  const agent = { name: 'Kept', systemPrompt: 'Answer politely.' };
  const created = await timeline.app.request<{ id: string }>('POST', '/agents', { token: customer.owner.token, body: agent });
  await timeline.live(31);
  await timeline.live(13);
  await expectConverged(customer);
  const late = await customer.subscription();
  expect(late.status).toBe('past_due');
  expect(late.tier).toBe('professional');
  const failedOn = Date.parse(late.dunning?.since ?? '');
  expect(late.dunning?.attempts.map(({ outcome, at }) => [outcome, Math.round((Date.parse(at) - failedOn) / 86_400_000)])).toEqual([
    ['failed', 0],
    ['failed', 3],
    ['failed', 5],
    ['failed', 7],
  ]);
  expect(day(late.dunning?.nextAttemptAt)).toBe(day(late.dunning?.graceEndsAt));
  await timeline.live(2);
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ tier: 'free', status: 'canceled', dunning: null, usage: { limit: 100 } });
  expect(await movementsOf(timeline, customer.tenantId)).toMatchObject([
    { kind: 'new', amount: 9_900 },
    { kind: 'churn', amount: 9_900, after: 0 },
  ]);
  const audit = await auditOf(customer);
  expect(audit.filter((action) => action === 'invoice.payment_failed')).toHaveLength(5);
  expect(audit.filter((action) => action.startsWith('subscription.'))).toEqual([
    'subscription.created',
    'subscription.past_due',
    'subscription.canceled',
  ]);
  const mails = await mailsOf(customer);
  expect(mails.filter((mail) => mail === 'payment-failed')).toHaveLength(5);
  expect(mails.filter((mail) => mail === 'subscription-canceled')).toHaveLength(1);
  const kept = await timeline.app.request('GET', `/agents/${created.body.id}`, { token: customer.owner.token });
  expect(kept).toMatchObject({ status: 200, body: { name: 'Kept' } });
});

it('a renewal that needs 3-D Secure waits for the cardholder, who passes it on the page of the mail', async () => {
  const customer = await timeline.customer();
  await buyWithChallenge(customer, 'starter');
  await timeline.settle();
  await expectConverged(customer);
  await timeline.live(32);
  await expectConverged(customer);
  const { dunning, status } = await customer.subscription();
  expect({ status, needsAction: dunning?.needsAction }).toEqual({ status: 'past_due', needsAction: true });
  // Stripe tells of it twice, as failed and as waiting for the cardholder: the mail is one, and asks for the right thing
  expect((await mailsOf(customer)).filter((mail) => /^payment-/.test(mail))).toEqual(['payment-action-required']);
  await payOnInvoice(dunning?.payUrl ?? '', '4000002760003184', 'approve');
  await timeline.settle();
  await expectConverged(customer);
  expect(await customer.subscription()).toMatchObject({ status: 'active', dunning: null });
  expect(await auditOf(customer)).toEqual(expect.arrayContaining(['invoice.payment_action_required', 'subscription.recovered']));
});
