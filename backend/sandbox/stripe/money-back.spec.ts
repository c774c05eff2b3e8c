import fc from 'fast-check';
import type Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import { addPlan, buy, openSandbox, submit } from './testing/harness.js';

describe('money back', () => {
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  let invoiceId: string;
  let charge: Stripe.Charge;

  const eventTypes = (): string[] => Object.values(sandbox.state.events).map(({ type }) => type);

  /** Invoice → payment → intent → charge: the only way the API offers. */
  async function chargeOf(invoice: string): Promise<Stripe.Charge> {
    const [payment] = (await stripe.invoicePayments.list({ invoice })).data;
    const intent = payment?.payment.payment_intent;
    if (typeof intent !== 'string') throw new Error('no intent');
    const { latest_charge: latest } = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] });
    if (latest === null || typeof latest === 'string') throw new Error('no charge');
    return latest;
  }

  beforeEach(async () => {
    ({ sandbox, stripe } = await openSandbox());
    const price = await addPlan(stripe, 'starter', 2900);
    const { latest_invoice: latest } = await buy(stripe, price.id);
    invoiceId = typeof latest === 'string' ? latest : (latest?.id ?? '');
    charge = await chargeOf(invoiceId);
  });
  afterEach(() => sandbox.close());

  it('finds the charge behind an invoice, and the invoice behind a charge', async () => {
    expect(charge).toMatchObject({ amount: 2900, status: 'succeeded', paid: true, payment_method_details: { card: { last4: '4242' } } });
    const intent = typeof charge.payment_intent === 'string' ? charge.payment_intent : '';
    const [payment] = (await stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: intent } })).data;
    expect(payment?.invoice).toBe(invoiceId);
    const receipt = await fetch(charge.receipt_url ?? '', { redirect: 'manual' });
    expect(receipt.headers.get('location')).toBe(`/i/${invoiceId}`);
  });

  it('refunds in part, then the rest, and no more', async () => {
    const refund = await stripe.refunds.create({ charge: charge.id, amount: 900, reason: 'duplicate', metadata: { case: '1' } });
    expect(refund).toMatchObject({ amount: 900, status: 'succeeded', charge: charge.id, reason: 'duplicate', metadata: { case: '1' } });
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 900, refunded: false });
    await expect(stripe.refunds.create({ charge: charge.id, amount: 2001 })).rejects.toMatchObject({ statusCode: 400, param: 'amount' });
    await stripe.refunds.create({ payment_intent: typeof charge.payment_intent === 'string' ? charge.payment_intent : '' });
    const full = await stripe.charges.retrieve(charge.id, { expand: ['refunds'] });
    expect(full).toMatchObject({ amount_refunded: 2900, refunded: true, refunds: { data: [{ amount: 2000 }, { amount: 900 }] } });
    await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({ code: 'charge_already_refunded' });
    expect((await stripe.refunds.list({ charge: charge.id })).data).toHaveLength(2);
    expect((await stripe.invoices.retrieve(invoiceId)).status).toBe('paid');
    expect(eventTypes().slice(-4)).toEqual(['refund.created', 'charge.refunded', 'refund.created', 'charge.refunded']);
    await expect(stripe.refunds.cancel(refund.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('puts the money back when a refund fails at the bank', async () => {
    const refund = sandbox.refund(invoiceId);
    expect(sandbox.failRefund(refund.id)).toMatchObject({ status: 'failed' });
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(eventTypes().slice(-2)).toEqual(['refund.updated', 'refund.failed']);
  });

  it('never refunds more than a charge took, whatever is asked', () => {
    const [subscription] = Object.keys(sandbox.state.subscriptions);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 6 }), (amounts) => {
        sandbox.renew(subscription ?? '');
        const fresh = Object.values(sandbox.state.charges).at(-1)?.id ?? '';
        for (const amount of amounts) {
          const left = 2900 - (sandbox.state.charges[fresh]?.amount_refunded ?? 0);
          if (amount > left) expect(() => sandbox.refund(fresh, amount)).toThrow();
          else sandbox.refund(fresh, amount);
        }
        const refunds = Object.values(sandbox.state.refunds).filter((refund) => refund.charge === fresh);
        const given = refunds.reduce((total, refund) => total + refund.amount, 0);
        expect(sandbox.state.charges[fresh]).toMatchObject({ amount_refunded: given, refunded: given === 2900 });
        expect(given).toBeLessThanOrEqual(2900);
      }),
      { numRuns: 30 },
    );
  });

  it('takes the money on a dispute and gives it back when the dispute is won', async () => {
    const dispute = sandbox.dispute(invoiceId);
    expect(dispute).toMatchObject({ status: 'needs_response', amount: 2900, charge: charge.id });
    expect((await stripe.charges.retrieve(charge.id)).disputed).toBe(true);
    await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({ code: 'charge_disputed' });
    const answered = await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'They used it.' }, submit: true });
    expect(answered).toMatchObject({ status: 'under_review', evidence_details: { has_evidence: true, submission_count: 1 } });
    expect(sandbox.closeDispute(dispute.id, 'won').status).toBe('won');
    expect(eventTypes().filter((type) => type.startsWith('charge.dispute'))).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ]);
    await expect(stripe.disputes.close(dispute.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('loses a dispute that is accepted over the API, and lists it', async () => {
    const dispute = sandbox.dispute(charge.id, 'product_not_received');
    expect((await stripe.disputes.close(dispute.id)).status).toBe('lost');
    expect((await stripe.disputes.list({ charge: charge.id })).data).toMatchObject([{ reason: 'product_not_received', status: 'lost' }]);
    expect(eventTypes()).not.toContain('charge.dispute.funds_reinstated');
  });

  it('warns of fraud once', async () => {
    expect(sandbox.warnOfFraud(charge.id)).toMatchObject({ actionable: true, charge: charge.id });
    expect(eventTypes().at(-1)).toBe('radar.early_fraud_warning.created');
    expect((await stripe.radar.earlyFraudWarnings.list({ charge: charge.id })).data).toHaveLength(1);
    expect(() => sandbox.warnOfFraud(charge.id)).toThrow('already');
  });

  it('can be pressed on the overview', async () => {
    const nothing = new URLSearchParams();
    expect(await (await fetch(sandbox.url)).text()).toContain(`/sandbox/charges/${charge.id}/dispute`);
    await submit(`${sandbox.url}/sandbox/charges/${charge.id}/dispute`, nothing);
    const [dispute] = (await stripe.disputes.list()).data;
    expect(await (await fetch(sandbox.url)).text()).toContain(`/sandbox/disputes/${dispute?.id ?? ''}/won`);
    await submit(`${sandbox.url}/sandbox/disputes/${dispute?.id ?? ''}/lost`, nothing);
    expect((await stripe.disputes.list()).data[0]?.status).toBe('lost');
  });
});
