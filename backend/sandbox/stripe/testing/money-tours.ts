import Stripe from 'stripe';
import { addPlan, cardForm, openCheckout, submit } from './harness.js';
import { BACK, cardHolder, HOME, idOf, type Tour } from './tours.js';

async function chargeOf(stripe: Stripe, invoice: string): Promise<Stripe.Charge> {
  const [payment] = (await stripe.invoicePayments.list({ invoice })).data;
  await stripe.invoicePayments.retrieve(idOf(payment));
  const intent = await stripe.paymentIntents.retrieve(idOf(payment?.payment.payment_intent), {
    expand: ['latest_charge.refunds', 'payment_method'],
  });
  return stripe.charges.retrieve(idOf(intent.latest_charge), { expand: ['payment_intent', 'refunds'] });
}

/** Invoices from the draft to the void, and the payments behind them. */
export async function tourInvoices({ stripe, sandbox }: Tour): Promise<void> {
  const price = await addPlan(stripe, 'invoice', 2900);
  const customer = await cardHolder(stripe, '4242424242424242', { address: HOME });
  const terms = { customer: customer.id, items: [{ price: price.id }], automatic_tax: { enabled: true } };
  const subscription = await stripe.subscriptions.create(terms);
  await stripe.invoices.createPreview({ customer: customer.id, subscription_details: { items: [{ price: price.id }] } });
  await stripe.invoices.retrieve(idOf(subscription.latest_invoice), { expand: ['payments', 'customer'] });
  await stripe.invoices.listLineItems(idOf(subscription.latest_invoice));
  await stripe.customers.update(customer.id, { address: '' });
  sandbox.renew(subscription.id);
  const [stuck] = (await stripe.invoices.list({ subscription: subscription.id, status: 'draft' })).data;
  await stripe.customers.update(customer.id, { address: HOME });
  await stripe.invoices.finalizeInvoice(idOf(stuck));
  const unpaid = await stripe.subscriptions.create({ ...terms, payment_behavior: 'default_incomplete' });
  await stripe.invoices.retrieve(idOf(unpaid.latest_invoice), { expand: ['confirmation_secret', 'payments'] });
  await stripe.invoices.pay(idOf(unpaid.latest_invoice));
  const waived = await stripe.subscriptions.create({ ...terms, payment_behavior: 'default_incomplete' });
  await stripe.invoices.voidInvoice(idOf(waived.latest_invoice));
  await stripe.paymentIntents.list({ customer: customer.id });
}

/** Refunds that arrive and one that does not, disputes won, lost and accepted, a warning of fraud. */
export async function tourMoneyBack({ stripe, sandbox }: Tour): Promise<void> {
  const price = await addPlan(stripe, 'refund', 2900);
  const customer = await cardHolder(stripe);
  const sale = async (): Promise<Stripe.Charge> => {
    const { latest_invoice: invoice } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    return chargeOf(stripe, idOf(invoice));
  };
  const charge = await sale();
  await stripe.charges.update(charge.id, { metadata: { a: 'b' } });
  const refund = await stripe.refunds.create({ charge: charge.id, amount: 900, reason: 'requested_by_customer' });
  await stripe.refunds.update(refund.id, { metadata: { a: 'b' } });
  await stripe.refunds.retrieve(refund.id, { expand: ['charge'] });
  sandbox.failRefund((await stripe.refunds.create({ charge: charge.id })).id);
  await stripe.refunds.list();
  await expectRefusal(stripe.refunds.cancel(refund.id));
  await stripe.charges.list({ customer: customer.id });
  for (const outcome of ['won', 'lost'] as const) {
    const dispute = sandbox.dispute((await sale()).id, 'fraudulent');
    await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'They used it.' }, submit: true });
    sandbox.closeDispute(dispute.id, outcome);
    await stripe.disputes.retrieve(dispute.id);
  }
  const accepted = sandbox.dispute((await sale()).id);
  await stripe.disputes.close(accepted.id);
  await stripe.disputes.list({ expand: ['data.charge'] });
  const warning = sandbox.warnOfFraud((await sale()).id);
  await stripe.radar.earlyFraudWarnings.retrieve(warning.id);
  await stripe.radar.earlyFraudWarnings.list();
}

/** Coupons and codes of every duration. */
export async function tourDiscounts({ stripe }: Tour): Promise<void> {
  const price = await addPlan(stripe, 'discount', 2900);
  const customer = await cardHolder(stripe);
  const once = await stripe.coupons.create({
    percent_off: 33.33,
    duration: 'once',
    name: 'Welcome',
    max_redemptions: 5,
    metadata: { a: 'b' },
  });
  const months = await stripe.coupons.create({ amount_off: 500, currency: 'usd', duration: 'repeating', duration_in_months: 2 });
  const product = await stripe.coupons.create({ percent_off: 5, duration: 'forever', applies_to: { products: [idOf(price.product)] } });
  await stripe.coupons.retrieve(product.id, { expand: ['applies_to'] });
  await stripe.coupons.update(once.id, { name: 'Hello' });
  await stripe.coupons.list();
  const code = await stripe.promotionCodes.create({
    promotion: { type: 'coupon', coupon: months.id },
    code: 'TOUR',
    restrictions: { first_time_transaction: false },
  });
  await stripe.promotionCodes.update(code.id, { metadata: { a: 'b' } });
  await stripe.promotionCodes.retrieve(code.id, { expand: ['promotion.coupon'] });
  await stripe.promotionCodes.list({ active: true });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    discounts: [{ coupon: once.id }],
  });
  await stripe.subscriptions.update(subscription.id, { discounts: [{ promotion_code: code.id }], expand: ['discounts'] });
  await stripe.subscriptions.update(subscription.id, { discounts: '' });
  const session = await openCheckout(stripe, price.id, { allow_promotion_codes: true });
  await submit(`${session.url}/code`, new URLSearchParams({ code: 'TOUR' }));
  await submit(session.url, cardForm('4242424242424242'));
  await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] });
  await stripe.coupons.del(product.id);
}

/** Meters, what they count, and the line that bills it. */
export async function tourMeters({ stripe, sandbox }: Tour): Promise<void> {
  const base = await addPlan(stripe, 'metered_base', 2900);
  const customer = await cardHolder(stripe);
  const meter = await stripe.billing.meters.create({
    display_name: 'Conversations',
    event_name: 'tour_conversations',
    default_aggregation: { formula: 'sum' },
    customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
    value_settings: { event_payload_key: 'value' },
  });
  const metered = await stripe.prices.create({
    product: idOf(base.product),
    currency: 'usd',
    unit_amount_decimal: Stripe.Decimal.from('12.5'),
    recurring: { interval: 'month', meter: meter.id, usage_type: 'metered' },
  });
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: base.id }, { price: metered.id }] });
  const payload = { stripe_customer_id: customer.id, value: '7' };
  await stripe.billing.meterEvents.create({ event_name: 'tour_conversations', payload, identifier: 'tour-1' });
  const from = Math.floor(sandbox.now().getTime() / 60_000) * 60;
  await stripe.billing.meters.listEventSummaries(meter.id, {
    customer: customer.id,
    start_time: from - 3600,
    end_time: from + 3600,
    value_grouping_window: 'hour',
  });
  await stripe.invoices.createPreview({ subscription: subscription.id });
  sandbox.advance({ days: 32 });
  await stripe.billing.meters.update(meter.id, { display_name: 'Calls' });
  await stripe.billing.meters.deactivate(meter.id);
  await stripe.billing.meters.reactivate(meter.id);
  await stripe.billing.meters.retrieve(meter.id);
  await stripe.billing.meters.list();
}

/** The portal's settings and its sessions. */
export async function tourPortal({ stripe }: Tour): Promise<void> {
  const price = await addPlan(stripe, 'portal', 2900);
  const customer = await cardHolder(stripe);
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const configuration = await stripe.billingPortal.configurations.create({
    business_profile: { headline: 'Billing' },
    default_return_url: BACK,
    features: {
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      customer_update: { enabled: true, allowed_updates: ['email', 'address', 'tax_id'] },
      subscription_cancel: { enabled: true, mode: 'at_period_end', cancellation_reason: { enabled: true, options: ['unused', 'other'] } },
      subscription_update: { enabled: false },
    },
    metadata: { hash: 'x' },
  });
  await stripe.billingPortal.configurations.update(configuration.id, { metadata: { hash: 'y' } });
  await stripe.billingPortal.configurations.retrieve(configuration.id);
  await stripe.billingPortal.configurations.list();
  const opening = { customer: customer.id, configuration: configuration.id, return_url: BACK, locale: 'en' } as const;
  await stripe.billingPortal.sessions.create({ ...opening, flow_data: { type: 'payment_method_update' } });
  const leaving = await stripe.billingPortal.sessions.create({
    ...opening,
    flow_data: { type: 'subscription_cancel', subscription_cancel: { subscription: subscription.id } },
  });
  await submit(`${leaving.url}/cancel`, new URLSearchParams({ subscription: subscription.id }));
}

/** Endpoints and the events sent to them. */
export async function tourWebhooks({ stripe }: Tour): Promise<void> {
  const endpoint = await stripe.webhookEndpoints.create({
    url: 'http://127.0.0.1:9/hook',
    enabled_events: ['coupon.created'],
    metadata: { a: 'b' },
  });
  await stripe.webhookEndpoints.update(endpoint.id, { disabled: true, description: 'tour' });
  await stripe.webhookEndpoints.retrieve(endpoint.id);
  await stripe.webhookEndpoints.list();
  await stripe.webhookEndpoints.del(endpoint.id);
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  await stripe.events.retrieve(idOf(event));
}

/** Refusals of every kind. */
export async function tourRefusals({ stripe, sandbox }: Tour): Promise<void> {
  const price = await addPlan(stripe, 'refusal', 2900);
  const weak = await cardHolder(stripe, '4000000000000341');
  const start = { customer: weak.id, items: [{ price: price.id }] };
  await expectRefusal(stripe.subscriptions.create({ ...start, payment_behavior: 'error_if_incomplete', off_session: true }));
  await expectRefusal(stripe.customers.retrieve('cus_nobody'));
  await expectRefusal(stripe.prices.list({ limit: 1000 }));
  await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'tour' });
  await expectRefusal(stripe.customers.create({ name: 'B' }, { idempotencyKey: 'tour' }));
  for (const kind of ['error500', 'rate_limit'] as const) {
    sandbox.fault({ kind, times: 1 });
    await expectRefusal(stripe.customers.list());
  }
}

/** Calls that must be refused; their answer is what the tour is about. */
async function expectRefusal(call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toMatchObject({ statusCode: expect.any(Number) });
}
